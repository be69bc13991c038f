import { $, enter, follow, leave, post } from './inbox.js';

// Whoever has the cookie is in, also after a reload.
async function open() {
  const answer = await fetch('/me');
  if (!answer.ok) return leave(answer.status === 403 ? 'banned' : 'out', answer.status === 403 ? 'You are banned.' : '');
  const { name, admin, users } = await answer.json();
  enter(name);
  $('letter').hidden = false;
  $('to').replaceChildren(...users.map(user => new Option(user)));
  $('admin').hidden = !admin;
  $('bans').replaceChildren(...users.filter(user => admin && user !== name).map(ban));
  follow('/notifications', open);
}

function ban(user) {
  const line = document.createElement('li'), button = document.createElement('button');
  let isBanned = false;
  const say = () => { button.textContent = isBanned ? `Let ${user} in again` : `Ban ${user}`; };
  button.onclick = async () => {
    if ((await fetch(`/ban/${user}`, { method: isBanned ? 'DELETE' : 'POST' })).ok) isBanned = !isBanned;
    say();
  };
  say();
  line.append(button);
  return line;
}

$('signin').onsubmit = async e => {
  e.preventDefault();
  const answer = await post('/signin', { name: e.submitter.name });
  if (answer.ok) open();
  else $('refusal').textContent = `${e.submitter.name} is banned.`;
};

$('letter').onsubmit = async e => {
  e.preventDefault();
  if ((await post('/letters', { to: $('to').value, text: $('text').value })).ok) $('text').value = '';
};

$('signout').onclick = async () => {
  await post('/signout');
  leave('out');
};

open();
