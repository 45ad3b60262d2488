// Nothing typed in a form[data-keep] is lost: it is sent by itself while somebody types, and without a connection the page
// goes on trying. What is typed stays in this page alone, never in the browser's storage. "Saved" is what the server says
// after its commit. The form's `once` goes with every try, so that an answer lost on its way makes nothing twice.
// When another signs in on the same computer, page and text are gone. Without JavaScript the same form is sent by its buttons.
import { here, wipe } from './wipe.js'

const QUIET = 2000
const MOST = 10000 // whoever types without a pause loses no more than this with the browser
const AGAIN = 3000

let waiting = null // what is on its way, until it is answered
let asked = null // what was pressed meanwhile
let typed = false // in a text that can be kept
let halfDone = false // in another box, which only its button sends
let paused = false // somebody else changed the same text: a person brings them together
let going = '' // the link to follow once everything is saved
let timer = 0
let since = 0 // when the first of what waits was typed

let shown = here() // of what this page shows

const form = () => document.querySelector('form[data-keep]')
const isNote = (name) => Boolean(form()?.elements[`seen_${name}`])
const fields = (of) => [...of.elements].filter((one) => one.name && !['hidden', 'submit'].includes(one.type) && one.type !== 'button')
const keyOf = (one) => (['radio', 'checkbox'].includes(one.type) ? `${one.name}=${one.value}` : one.name)
const valueOf = (one) => (['radio', 'checkbox'].includes(one.type) ? one.checked : one.value)

function say (which, words) {
  const place = document.querySelector('[data-keep-status]')
  if (!place) return
  const text = words ?? place.dataset[which]
  if (place.textContent !== text) place.textContent = text
  place.classList.toggle('occr-live__saved--not', which !== 'saved')
}

function later () {
  clearTimeout(timer)
  if (!typed || paused || waiting) return
  since ||= Date.now()
  timer = setTimeout(() => send(null), Math.min(QUIET, Math.max(0, since + MOST - Date.now())))
}

function send (button) {
  if (waiting) {
    if (button && button.value !== waiting.what) asked = button.value // pressed twice is pressed once
    return
  }
  const now = form()
  const data = new FormData(now)
  data.set('do', button ? button.value : 'keep')
  waiting = { data, what: data.get('do'), group: button?.closest('[data-group]')?.dataset.group ?? '', values: new Map(fields(now).map((one) => [keyOf(one), valueOf(one)])), refused: 0 }
  typed = false
  since = 0
  if (button) paused = false
  post()
}

async function post () {
  if (!waiting) return
  let answer, words
  try {
    answer = await fetch(window.location.pathname, { method: 'POST', body: waiting.data, credentials: 'same-origin', cache: 'no-store' })
    words = await answer.text()
  } catch {
    return again('trying')
  }
  if (!waiting) return
  if (answer.status >= 500) return again('trying')
  const page = new DOMParser().parseFromString(words, 'text/html')
  if (answer.status === 403 && waiting.refused < 3) return renewed()
  // Only pages of somebody signed in warn before they lock.
  if (answer.ok && !page.querySelector('[data-module="occr-idle"]')) return again('signedOut')
  const sent = waiting
  waiting = null
  if (new URL(answer.url).pathname !== window.location.pathname) return leave(page, answer.url)
  stay(page, sent, answer)
}

function again (why) {
  say(why)
  // A session that is over keeps no screen open: from here on the page locks like any other.
  if (why === 'signedOut') document.querySelector('[data-live]')?.removeAttribute('data-live')
  setTimeout(post, AGAIN)
}

const who = (page) => page.querySelector('.occr-acting__line')?.textContent.trim() ?? ''
const person = (page) => page.querySelector('.occr-acting__line strong')?.textContent.trim() ?? ''

// Signed in again in another tab: the form's proof of origin has changed. What one person typed is never sent in the name
// of another who has signed in on the same computer, nor left for them to read. Oneself in another role is waited for.
async function renewed () {
  try {
    const answer = await fetch(window.location.pathname, { credentials: 'same-origin', cache: 'no-store' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (!waiting) return
    if (person(page) && person(page) !== person(document)) return wipe(here())
    if (who(page) && who(page) !== who(document)) return again('other')
    waiting.refused += 1
    const proof = page.querySelector('form[data-keep] [name="csrfmiddlewaretoken"]')?.value
    if (proof) waiting.data.set('csrfmiddlewaretoken', proof)
  } catch { /* tried again below */ }
  again('signedOut')
}

// The boxes of a form that was saved stay where they are and what is new is put around them: a browser forgets what Ctrl+Z would
// take back of a box that is taken out, even if it is put in again, and what somebody deleted is saved two seconds later.
// Another page has boxes of its own: what was typed of one case must not come back into the next.
const holding = (of) => [...of.children].filter((one) => one.matches('textarea') || one.querySelector('textarea'))

function alike (old, fresh) {
  if (old.tagName !== fresh.tagName || old.getAttribute('name') !== fresh.getAttribute('name')) return false
  const [mine, theirs] = [holding(old), holding(fresh)]
  return mine.length === theirs.length && mine.every((one, number) => alike(one, theirs[number]))
}

function around (old, fresh) {
  const dressed = (name) => name.endsWith('-init')
  for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name) && !dressed(name)) old.removeAttribute(name)
  for (const name of fresh.getAttributeNames()) old.setAttribute(name, fresh.getAttribute(name))
  if (old.matches('textarea')) {
    if (old.value.trim() !== fresh.value.trim()) old.value = fresh.value
    return
  }
  const [mine, theirs] = [holding(old), holding(fresh)]
  for (const one of [...old.childNodes]) if (!mine.includes(one)) one.remove()
  let before = mine[0]
  for (const one of [...fresh.childNodes]) {
    const number = theirs.indexOf(one)
    if (number < 0) old.insertBefore(one, before)
    else {
      before = mine[number].nextSibling
      around(mine[number], one)
    }
  }
}

function show (page, saved = false) {
  // The warning before the screen locks has its listeners: it stays.
  const idle = document.querySelector('[data-module="occr-idle"]')
  const theirs = page.querySelector('[data-module="occr-idle"]')
  if (idle && theirs) theirs.replaceWith(idle)
  document.title = page.title
  if (saved && holding(page.body).length && alike(document.body, page.body)) around(document.body, page.body)
  else {
    document.body.className = page.body.className
    document.body.replaceChildren(...page.body.childNodes)
  }
  document.dispatchEvent(new CustomEvent('occr-shown'))
}

function leave (page, url) {
  clearTimeout(timer)
  typed = halfDone = paused = false
  going = ''
  window.history.pushState({}, '', url)
  shown = here()
  show(page)
  window.scrollTo(0, 0)
  const head = document.querySelector('h1')
  head?.setAttribute('tabindex', '-1')
  head?.focus()
}

function stay (page, sent, answer) {
  const old = form()
  const at = document.activeElement
  const place = at && at !== document.body ? { id: at.id, name: at.name, value: at.type === 'submit' ? at.value : null, from: at.selectionStart, to: at.selectionEnd } : null
  const open = [...document.querySelectorAll('details')].map((one) => one.open)
  const scroll = window.scrollY
  const written = new Map(fields(old).map((one) => [keyOf(one), { value: valueOf(one), group: one.closest('[data-group]')?.dataset.group ?? '' }]))
  const seen = new Map([...old.elements].filter((one) => one.name.startsWith('seen_')).map((one) => [one.name, one.value]))
  const version = old.elements.version?.value
  const failed = answer.status === 422 || Boolean(page.querySelector('.govuk-error-summary'))
  const done = sent.group || (['save', 'finish', 'agree'].includes(sent.what) ? 'action' : null)
  const now = page.querySelector('form[data-keep]')
  if (now) {
    for (const one of fields(now)) {
      const mine = written.get(keyOf(one))
      if (!mine) continue
      const since = mine.value !== sent.values.get(keyOf(one))
      // A text: mine if I went on typing. Another box: mine unless it belongs to what was just done.
      if (!since && (isNote(one.name) || failed || mine.group === done)) continue
      if (since && isNote(one.name) && one.value.trim() !== String(sent.values.get(keyOf(one))).trim()) {
        // Somebody else changed it while I went on: with the old mark the server sees that two did.
        now.elements[`seen_${one.name}`].value = seen.get(`seen_${one.name}`)
        if (version) now.elements.version.value = version
      }
      if (['radio', 'checkbox'].includes(one.type)) one.checked = mine.value
      else one.value = mine.value
      if (since && isNote(one.name)) typed = true
    }
    halfDone = halfDone && sent.what === 'keep'
  }
  show(page, true)
  document.querySelectorAll('details').forEach((one, number) => { if (open[number]) one.open = true })
  window.scrollTo(0, scroll)
  const told = document.querySelector('.occr-message')
  paused = Boolean(document.querySelector('[data-conflict]'))
  if (failed) {
    going = ''
    say('refused')
    if (sent.what !== 'keep' || paused) document.querySelector('.govuk-error-summary')?.focus()
    else back(place)
  } else {
    say(typed ? 'typed' : 'saved', typed ? undefined : told?.textContent.trim())
    told?.remove()
    back(place)
  }
  if (asked !== null) {
    const next = asked
    asked = null
    const button = [...document.querySelectorAll('button[name="do"]')].find((one) => one.value === next)
    if (button) return send(button)
  }
  if (going && !typed && !failed) window.location.assign(going)
  later()
}

function back (place) {
  if (!place) return
  const found = (place.id && document.getElementById(place.id)) || [...document.querySelectorAll('button[name="do"]')].find((one) => one.value === place.value)
  if (!found) return
  found.focus({ preventScroll: true })
  if (typeof place.from === 'number' && 'setSelectionRange' in found && found.type !== 'checkbox') found.setSelectionRange(place.from, place.to)
}

function forget () {
  clearTimeout(timer)
  waiting = asked = null
  typed = halfDone = paused = false
  going = ''
}

export function startKeeping () {
  document.addEventListener('occr-wiped', forget)
  document.addEventListener('submit', (event) => {
    if (event.target !== form()) return
    event.preventDefault()
    send(event.submitter)
  })
  document.addEventListener('input', (event) => {
    if (event.target.form !== form() || !form()) return
    if (isNote(event.target.name)) typed = true
    else halfDone = true
    if (!waiting) say('typed')
    later()
  })
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]')
    if (!link || !form() || (!typed && !waiting) || paused || event.ctrlKey || event.metaKey || link.target || link.getAttribute('href').startsWith('#')) return
    event.preventDefault()
    going = link.href
    if (!waiting) send(null)
  })
  window.addEventListener('beforeunload', (event) => { if (typed || waiting || halfDone) event.preventDefault() })
  window.addEventListener('online', () => { if (waiting) say('trying') })
  // Back over a page that was put in place of another. A link inside the page comes here too, and goes nowhere.
  window.addEventListener('popstate', () => { if (here() !== shown) window.location.reload() })
}
