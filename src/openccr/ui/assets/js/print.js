// The print button of a paper: hidden in the page, since without JavaScript it could do nothing.
export function startPrint () {
  for (const button of document.querySelectorAll('[data-module="occr-print"]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
