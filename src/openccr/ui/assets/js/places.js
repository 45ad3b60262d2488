// Warns while somebody types that a free text looks as if it says where a person is. What counts is the server, which asks
// again when the page is sent; its pattern and its words stand on the body, so that both say the same.
const PAUSE = 400

export function startPlaces () {
  const { placeLike, placeSay } = document.body.dataset
  if (!placeLike) return
  const address = readPattern(placeLike)
  if (!address) return
  let waits = 0
  document.addEventListener('input', ({ target }) => {
    if (!target.matches('[data-no-place]')) return
    clearTimeout(waits)
    waits = setTimeout(() => say(target, address.test(target.value) ? placeSay : ''), PAUSE)
  })
}

function readPattern (words) {
  try {
    return new RegExp(words, 'i')
  } catch {
    return null // a browser of before 2023 may not read it; the server asks all the same
  }
}

function say (box, words) {
  let note = document.getElementById(`${box.id}-place`)
  if (!note && !words) return
  if (!note) {
    note = document.createElement('p')
    note.id = `${box.id}-place`
    note.className = 'occr-place'
    note.setAttribute('role', 'status')
    box.after(note)
  }
  // A screen reader tells what comes into a region that is already there.
  requestAnimationFrame(() => { note.textContent = words })
}
