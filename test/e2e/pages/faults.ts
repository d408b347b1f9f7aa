/** A log of an API that fails. `?page-size=` and `?search=` are the log's own. */
import '../../../src/define.js';
import { HttpEventsClient } from '../../../src/client/index.js';

const given = new URLSearchParams(location.search);
const log = document.createElement('event-log');
// The client's own retries are tested where it is; here the first failure shall show at once.
log.client = new HttpEventsClient({ src: '/api/v3', retries: 0 });
log.setAttribute('page-size', given.get('page-size') ?? '50');
log.setAttribute('search', given.get('search') ?? '');
document.body.append(log);
