/* Registers every element under its usual tag. */
import './components/event-chart/define.js';
import './components/event-column/define.js';
import './components/event-detail/define.js';
import './components/event-diff/define.js';
import './components/event-exports/define.js';
import './components/event-facets/define.js';
import './components/event-json-tree/define.js';
import './components/event-log/define.js';
import './components/event-notifications/define.js';
import './components/event-map/define.js';
import './components/event-provider/define.js';
import './components/event-query-input/define.js';
import './components/event-retention/define.js';
import './components/event-rules/define.js';
import './components/event-time-range/define.js';
import './components/event-views/define.js';
