// A server as better-sse's documentation builds one: a channel that everybody reads, and one on which nothing happens.
import { createServer } from 'node:http';
import { createChannel, createSession } from 'better-sse';

const [ticks, quiet] = [createChannel(), createChannel()];
let n = 0;
setInterval(() => ticks.broadcast({ n: ++n }, 'tick', { eventId: `${n}` }), 500);

const server = createServer(async (request, response) => {
  const session = await createSession(request, response);
  (request.url === '/quiet' ? quiet : ticks).register(session);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
