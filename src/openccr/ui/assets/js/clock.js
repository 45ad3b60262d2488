// The clock of a case in conference: <span data-module="occr-clock" data-started="2026-11-21T10:42:00Z"
// data-minutes="12" data-of="of" data-over="over by">. The page says in words when the case began, for those without JavaScript.
const twoDigits = (n) => String(n).padStart(2, '0')
const said = (seconds) => `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`

function show (clock) {
  const allowed = Number(clock.dataset.minutes) * 60
  const gone = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.started)) / 1000))
  const over = gone - allowed
  clock.classList.toggle('occr-clock--near', over > -120 && over <= 0)
  clock.classList.toggle('occr-clock--over', over > 0)
  clock.textContent = over > 0 ? `${clock.dataset.over} ${said(over)}` : `${said(gone)} ${clock.dataset.of} ${said(allowed)}`
}

let ticking = 0

export function startClocks () {
  clearInterval(ticking)
  const clocks = [...document.querySelectorAll('[data-module="occr-clock"]')]
  if (!clocks.length) return
  const tick = () => clocks.forEach(show)
  tick()
  ticking = setInterval(tick, 1000)
}
