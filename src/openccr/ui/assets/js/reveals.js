// Shows the questions that hang on an answer. GOV.UK's own Radios module does the same but puts aria-expanded on radio
// buttons, which ARIA does not allow there; the question follows its answer in the page, so nothing is lost.
const chosenShows = (radio) => {
  const question = document.getElementById(radio.dataset.ariaControls)
  question?.classList.toggle('govuk-radios__conditional--hidden', !radio.checked)
}

export function startReveals () {
  const radios = [...document.querySelectorAll('input[type="radio"][data-aria-controls]')]
  const showAll = () => radios.forEach(chosenShows)
  if (!radios.length) return
  showAll()
  document.addEventListener('change', showAll)
  // A browser that goes back puts the answers back after the page has loaded.
  window.addEventListener('pageshow', showAll)
}
