// A form that was sent already and waited for a proof of who is there goes on by itself: nobody presses twice.
// Without JavaScript its button does it.
export function startSend () {
  document.querySelector('form[data-module="occr-send"]')?.requestSubmit()
}
