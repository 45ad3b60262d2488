// What the pages gain when JavaScript runs. Every page works without it.
import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, PasswordInput, ServiceNavigation, SkipLink, Tabs } from 'govuk-frontend'
import { startClocks } from './clock.js'
import { startIdle } from './idle.js'
import { startKeeping } from './keep.js'
import { startPlaces } from './places.js'
import { startPrint } from './print.js'
import { startReveals } from './reveals.js'
import { startSend } from './send.js'
import { startShortcuts } from './shortcuts.js'

const components = [Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, PasswordInput, ServiceNavigation, SkipLink, Tabs]
function dress () {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  for (const component of components) createAll(component)
}

dress()
// A page that was put in place of this one, see keep.js.
document.addEventListener('occr-shown', () => { dress(); startClocks() })

startClocks()
startIdle()
startKeeping()
startPlaces()
startPrint()
startReveals()
startSend()
startShortcuts()
