// Takes a page off the screen before it goes elsewhere: the browser's own question whether to leave would keep it there, and
// whoever sits at the computer now may answer "stay". What could not be saved goes with it: see keep.js.
export function wipe (to) {
  document.dispatchEvent(new CustomEvent('occr-wiped'))
  document.body.replaceChildren()
  window.location.replace(to)
}

export const here = () => window.location.pathname + window.location.search
