/** What is told by an API that wants a token: `?src=…&token=…`. */
import '../../../src/components/event-notifications/define.js';
import { HttpEventsClient } from '../../../src/client/index.js';

const given = new URLSearchParams(location.search);
const notices = document.createElement('event-notifications');
notices.inline = true;
notices.poll = 2; // what is told may come a moment after the page
notices.client = new HttpEventsClient({ src: given.get('src')!, token: given.get('token')! });
document.body.append(notices);
