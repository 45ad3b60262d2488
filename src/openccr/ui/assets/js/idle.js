// Warns at 10 minutes without a key, a tap or a click, and locks at 15, the same in every tab. What was typed is kept by
// the server, never by the browser: the lock first sends the page's draft, if the page has one (form[data-draft-href]).
import { here, wipe } from './wipe.js'

const MINUTE = 60_000

export function startIdle () {
  const dialog = document.querySelector('[data-module="occr-idle"]')
  if (!dialog) return
  const { warnMinutes, lockMinutes, keepHref, lockHref } = dialog.dataset
  const warnAfter = Number(warnMinutes) * MINUTE
  const lockAfter = Number(lockMinutes) * MINUTE
  const left = dialog.querySelector('[data-idle-left]')
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('openccr-idle') : null
  const whose = document.querySelector('.occr-acting__line strong')?.textContent.trim() ?? ''
  let lastActive = Date.now()
  let lastTold = 0
  let locking = false

  // A live meeting is activity, for those who signed for it: its pages say so with data-live.
  const live = () => Boolean(document.querySelector('[data-live]'))

  function active () {
    lastActive = Date.now()
    if (dialog.open) dialog.close()
  }

  // Tells the other tabs, and the server, at most once a minute: a key press must not become a request.
  function acted () {
    if (dialog.open) return
    active()
    if (lastActive - lastTold < MINUTE) return
    tell()
  }

  const say = (what) => tabs?.postMessage({ what, whose })

  function tell () {
    lastTold = lastActive
    say('active')
    if (keepHref) fetch(keepHref, { credentials: 'same-origin', cache: 'no-store' }).catch(() => {})
  }

  async function lock () {
    if (locking) return
    locking = true
    say('lock')
    await keepDraft()
    // Replaces the page, so that "back" does not show it again.
    if (lockHref) wipe(lockHref)
  }

  async function keepDraft () {
    const form = document.querySelector('form[data-draft-href]')
    if (!form) return
    await fetch(form.dataset.draftHref, { method: 'POST', body: new FormData(form), credentials: 'same-origin' }).catch(() => {})
  }

  function look () {
    if (live()) {
      active()
      if (lastActive - lastTold >= MINUTE) tell()
      return
    }
    const quiet = Date.now() - lastActive
    if (quiet >= lockAfter) return lock()
    if (quiet < warnAfter) return
    const minutes = Math.floor((lockAfter - quiet) / MINUTE)
    const words = minutes < 1 ? left.dataset.one : left.dataset.many.replace('%s', minutes)
    if (left.textContent !== words) left.textContent = words
    if (!dialog.open) dialog.showModal()
  }

  // Somebody else signed in on this computer: what they do keeps nobody else's page open, and the page asks anew whose it
  // is. What stood in it was never theirs to read, typed or not.
  function heard ({ what, whose: theirs }) {
    if (theirs === whose) what === 'lock' ? lock() : what === 'active' && active()
    else if (what === 'opened') wipe(here())
  }

  tabs?.addEventListener('message', (event) => heard(event.data))
  say('opened')
  // Signing out ends the session of every tab: none of them stays on the screen.
  document.addEventListener('submit', ({ target }) => {
    if (!target.closest('.occr-acting')) return
    locking = true
    say('lock')
  })
  for (const kind of ['keydown', 'pointerdown', 'scroll']) window.addEventListener(kind, acted, { passive: true })
  dialog.querySelector('[data-idle-stay]').addEventListener('click', () => { dialog.close(); active(); tell() })
  dialog.addEventListener('cancel', () => { active(); tell() })
  // A laptop that was asleep looks at once when it wakes.
  document.addEventListener('visibilitychange', look)
  setInterval(look, Math.min(5000, warnAfter / 4))
}
