import { $, enter, follow, lastId, leave, post } from './inbox.js';

let token = null, tickets = 0;                  // the token is in no cookie and no storage: a reload forgets it

const bearer = () => ({ Authorization: `Bearer ${token}` });

// A ticket opens one stream; the browser brings that stream back by itself. When it can't any more, a new ticket goes on behind the last id.
async function open() {
  const answer = await fetch('/notifications', { method: 'POST', headers: bearer() });
  if (!answer.ok) return leave(answer.status === 403 ? 'banned' : 'out', answer.status === 403 ? 'You are banned.' : '');
  const { ticket } = await answer.json();
  $('tickets').textContent = ++tickets;
  follow(`/notifications?ticket=${encodeURIComponent(ticket)}&lastEventId=${encodeURIComponent(lastId())}`, open);
}

$('signin').onsubmit = async e => {
  e.preventDefault();
  const answer = await post('/token', { name: e.submitter.name });
  if (!answer.ok) return void ($('refusal').textContent = `${e.submitter.name} is banned.`);
  token = (await answer.json()).accessToken;
  enter(e.submitter.name);
  open();
};

$('signout').onclick = async () => {
  await post('/signout', {}, bearer());
  token = null;
  leave('out');
};

leave('out');
