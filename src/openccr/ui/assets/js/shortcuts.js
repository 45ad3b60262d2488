// The keys of a page: whatever says aria-keyshortcuts="Alt+Shift+X" is pressed, or entered if it is a box, by that key. Two
// modifiers, so that a letter alone never does anything (WCAG 2.1.4) and no screen reader's own key is taken.
const CODES = /^(?:Key|Digit)([A-Z0-9])$/

export function startShortcuts () {
  document.addEventListener('keydown', (event) => {
    const key = CODES.exec(event.code)?.[1]
    if (!key || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return
    const found = document.querySelector(`[aria-keyshortcuts="Alt+Shift+${key}"]:not([disabled])`)
    if (!found) return
    event.preventDefault()
    found.closest('details')?.setAttribute('open', '')
    if (found.matches('a, button')) found.click()
    else found.focus()
  })
}
