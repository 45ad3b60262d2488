// What the pages gain when JavaScript runs. Every page works without it.
import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, PasswordInput, ServiceNavigation, SkipLink, Tabs } from 'govuk-frontend'
import { startClocks } from './clock.js'
import { startIdle } from './idle.js'
import { startPrint } from './print.js'
import { startReveals } from './reveals.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const components = [Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, PasswordInput, ServiceNavigation, SkipLink, Tabs]
for (const component of components) createAll(component)

startClocks()
startIdle()
startPrint()
startReveals()
