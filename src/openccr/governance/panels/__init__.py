"""What governance puts on to-do lists, by noun."""

from openccr.governance.panels.assessment import ASSESSMENT_TODOS
from openccr.governance.panels.boards import BOARD_TODOS
from openccr.governance.panels.coordination import COORDINATION_TODOS
from openccr.governance.panels.resources import RESOURCE_TODOS
from openccr.governance.panels.strategy import STRATEGY_TODOS

TODOS = [*ASSESSMENT_TODOS, *BOARD_TODOS, *COORDINATION_TODOS, *RESOURCE_TODOS, *STRATEGY_TODOS]
