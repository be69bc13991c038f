// Built by eng/update-dashboard-page.sh: changes here are lost. Sources: a6eec72a79d34240c91db3724fcab227d635225983658cd8d0dba81077f36645
// board.ts
var mostPoints = 60;
var Board = class {
  declared = /* @__PURE__ */ new Map();
  hubs = /* @__PURE__ */ new Map();
  stores = /* @__PURE__ */ new Map();
  topics = /* @__PURE__ */ new Map();
  streams = /* @__PURE__ */ new Map();
  #points = /* @__PURE__ */ new Map();
  #named = /* @__PURE__ */ new Set();
  // what a snapshot has named so far; nothing once live
  /** Whether a snapshot is being read: what is shown may be what was. */
  get isReading() {
    return this.#named !== void 0;
  }
  get hubNames() {
    return [...this.declared.values()].sort((one, other) => one.order - other.order).map((hub2) => hub2.hub);
  }
  points(hub2) {
    return this.#points.get(hub2) ?? [];
  }
  /** Another hub is watched: what is known of the last one in detail goes. */
  leave() {
    this.topics.clear();
    this.streams.clear();
    this.#named = /* @__PURE__ */ new Set();
  }
  /** A connection begins with a snapshot. */
  begin() {
    this.#named = /* @__PURE__ */ new Set();
  }
  take(event) {
    switch (event.type) {
      case "declared":
        this.declared.set(event.data.hub, event.data);
        break;
      case "hub":
        this.hubs.set(event.data.hub, event.data);
        this.#addPoint(event.data);
        break;
      case "store":
        this.stores.set(event.data.hub, event.data);
        break;
      case "topic":
        this.topics.set(event.data.topic, event.data);
        this.#named?.add(`topic ${event.data.topic}`);
        break;
      case "topic-gone":
        this.topics.delete(event.data.topic);
        break;
      case "stream":
        this.streams.set(event.data.id, event.data);
        this.#named?.add(`stream ${event.data.id}`);
        break;
      case "stream-gone":
        this.streams.delete(event.data.id);
        break;
      case "sse-gap":
        this.begin();
        break;
      case "sse-live":
        this.#settle(event.data.complete);
        break;
    }
  }
  /** The snapshot is whole: what it didn't name is gone. */
  #settle(isComplete) {
    const named = this.#named;
    this.#named = void 0;
    if (named === void 0 || !isComplete) return;
    for (const topic of this.topics.keys()) if (!named.has(`topic ${topic}`)) this.topics.delete(topic);
    for (const stream of this.streams.keys()) if (!named.has(`stream ${stream}`)) this.streams.delete(stream);
  }
  #addPoint({ hub: hub2, published, delivered, conflated, lag }) {
    const points = this.#points.get(hub2) ?? [];
    this.#points.set(hub2, points);
    points.push({ published: published.perSecond, delivered: delivered.perSecond, conflated: conflated.perSecond, lag });
    if (points.length > mostPoints) points.shift();
  }
};

// dom.ts
function $(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element '${id}'.`);
  return element;
}
function make(name, className = "", ...content) {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  element.append(...content);
  return element;
}
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
function fill(element, part) {
  element.style.inlineSize = `${(Math.min(1, Math.max(0, part)) * 100).toFixed(1)}%`;
}
var root = new URL(document.documentElement.dataset["root"] ?? "./", location.href);
var may = (what) => (document.documentElement.dataset["may"] ?? "").split(" ").includes(what);

// text.ts
var whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
var short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
var count = (value) => value < 1e5 ? whole.format(value) : short.format(value);
var rate = (value) => value === 0 ? "0" : value < 10 ? value.toFixed(1) : count(value);
function bytes(value) {
  if (value < 1024) return `${value} B`;
  const power = Math.min(4, Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** power;
  return `${scaled < 10 ? scaled.toFixed(1) : scaled.toFixed(0)} ${["", "KiB", "MiB", "GiB", "TiB"][power]}`;
}
function duration(seconds) {
  const left = Math.max(0, Math.round(seconds));
  const days = Math.floor(left / 86400), hours = Math.floor(left / 3600) % 24, minutes = Math.floor(left / 60) % 60;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return left % 60 > 0 ? `${minutes} min ${left % 60} s` : `${minutes} min`;
  return `${left} s`;
}
var moment = (at) => `${at.toLocaleTimeString("en-GB")}.${String(at.getMilliseconds()).padStart(3, "0")}`;

// figures.ts
var Figures = class {
  draw(board2, hub2) {
    const report = board2.hubs.get(hub2);
    if (report === void 0) return;
    drawFlow(report, board2.points(hub2));
    drawStreams(report);
    drawGaps(report);
    drawRetention(report);
    const store = board2.stores.get(hub2);
    if (store !== void 0) drawStore(store);
    say($("position"), report.position);
  }
};
function drawFlow({ published, delivered, conflated }, points) {
  for (const [name, value] of Object.entries({ published, delivered, conflated })) {
    say($(`${name}Rate`), rate(value.perSecond));
    say($(`${name}Total`), `${count(value.total)} in all`);
  }
  drawLine("publishedLine", points.map((point) => point.published));
  drawLine("deliveredLine", points.map((point) => point.delivered));
  drawLine("conflatedLine", points.map((point) => point.conflated));
  drawLine("lagLine", points.map((point) => point.lag));
}
function drawStreams({ streams: streams2, behind, lag, turnedAway }) {
  say($("streams"), count(streams2));
  say($("streamsBehind"), count(behind));
  say($("turnedAway"), count(turnedAway));
  say($("lag"), count(lag));
  say($("behind"), behind > 0 ? `${count(behind)} behind` : "nobody behind");
  $("lagCard").dataset["level"] = lag > 1e3 ? "high" : lag > 0 ? "some" : "none";
}
function drawGaps({ gaps: { evicted, otherEpoch, ahead, malformed, bounded } }) {
  const all = evicted + otherEpoch + ahead + malformed + bounded;
  say($("gaps"), count(all));
  say($("gapsEvicted"), count(evicted));
  say($("gapsOther"), count(otherEpoch));
  say($("gapsAhead"), count(ahead));
  say($("gapsRest"), count(malformed + bounded));
  $("gapCard").dataset["level"] = all > 0 ? "some" : "none";
}
function drawRetention({ retention, topics: topics2 }) {
  drawBar("events", retention.events, retention.maxEvents, count);
  drawBar("bytes", retention.bytes, retention.maxBytes, bytes);
  drawBar("topics", topics2, retention.maxTopics, count);
  $("keysBar").hidden = retention.maxKeys === null;
  if (retention.maxKeys !== null) drawBar("keys", retention.keys, retention.maxKeys, count);
  const age = retention.maxAgeSeconds === null ? "of any age" : `up to ${duration(retention.maxAgeSeconds)}`;
  say($("retentionNote"), `${age} · ${count(retention.evicted)} evicted`);
}
function drawStore({ store, queued, maxQueued, problem }) {
  $("storeCard").dataset["level"] = problem !== null ? "high" : "none";
  say($("store"), store === null ? "In memory" : store.replace(/LogStore$/, ""));
  $("queuedBar").hidden = store === null;
  if (store !== null) drawBar("queued", queued, maxQueued, count);
  say($("storeNote"), problem ?? (store === null ? "The log ends with its process" : "Takes and gives"));
}
function drawBar(name, value, most, text) {
  say($(`${name}Value`), `${text(value)} of ${text(most)}`);
  fill($(`${name}Fill`), value / most);
}
function drawLine(id, values2) {
  const most = Math.max(1, ...values2), step = 100 / 59;
  const points = values2.map((value, place2) => `${(100 - (values2.length - 1 - place2) * step).toFixed(1)},${(27 - value / most * 24).toFixed(1)}`);
  const line = document.getElementById(id);
  line.setAttribute("points", points.length > 1 ? points.join(" ") : "");
  line.previousElementSibling.setAttribute("points", points.length > 1 ? `${points.join(" ")} 100,28 ${(100 - (values2.length - 1) * step).toFixed(1)},28` : "");
}

// hubs.ts
var Hubs = class {
  #buttons = /* @__PURE__ */ new Map();
  #onChoose;
  constructor(onChoose) {
    this.#onChoose = onChoose;
  }
  draw(board2, chosen) {
    for (const name of board2.hubNames) {
      const button = this.#buttons.get(name) ?? this.#add(name);
      button.ariaPressed = String(name === chosen);
      say(button.querySelector("small"), `${rate(board2.hubs.get(name)?.published.perSecond ?? 0)}/s`);
      button.dataset["level"] = (board2.stores.get(name)?.problem ?? null) !== null ? "high" : "none";
    }
  }
  #add(name) {
    const button = make("button", "", make("span", "", name), " ", make("small"));
    button.type = "button";
    button.onclick = () => this.#onChoose(name);
    this.#buttons.set(name, button);
    $("hubs").append(button);
    return button;
  }
};

// actions.ts
async function act(what, query, body) {
  const address = new URL(what, root);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  try {
    const answer = await fetch(address, { method: "POST", headers: { "Sse-Dashboard": "1", "Content-Type": "text/plain; charset=utf-8" }, body: body ?? null });
    const text = (answer.headers.get("content-type") ?? "").startsWith("text/plain") ? await answer.text() : "";
    return { isDone: answer.ok, text: text !== "" ? text : `The server answers with ${answer.status}.` };
  } catch {
    return { isDone: false, text: "The server can not be reached." };
  }
}

// publishing.ts
var Publishing = class {
  #event = $("publishEvent");
  #data = $("publishData");
  #hub = "";
  #events = [];
  constructor() {
    this.#event.onchange = () => this.#showExample();
    $("publishForm").onsubmit = (event) => {
      event.preventDefault();
      void this.#publish();
    };
  }
  draw({ declared }, hub2) {
    const events = declared.get(hub2)?.events;
    if (events === void 0 || hub2 === this.#hub && events.length === this.#events.length) return;
    [this.#hub, this.#events] = [hub2, events];
    this.#event.replaceChildren(...events.map(({ name }) => make("option", "", name)));
    this.#showExample();
  }
  get #chosen() {
    return this.#events.find(({ name }) => name === this.#event.value);
  }
  #showExample() {
    this.#data.value = this.#chosen?.example ?? "";
    say($("publishAbout"), [this.#chosen?.description, this.#chosen?.isKeyed === true ? "It has a key: what it holds takes the place of the last one." : null].filter((text) => text).join(" "));
  }
  async #publish() {
    const button = $("publishButton"), said = $("publishSaid");
    button.disabled = true;
    const { isDone, text } = await act("publish", { hub: this.#hub, event: this.#event.value, topic: $("publishTopic").value }, this.#data.value);
    said.dataset["done"] = String(isDone);
    say(said, text);
    button.disabled = false;
  }
};

// sse/sse.ts
var SseRefusedError = class extends Error {
  name = "SseRefusedError";
  /** The answer's status; undefined where there was none to see. */
  status;
  /** The answer's body, up to 64 Ki characters. */
  body;
  constructor(message, status, body = "") {
    super(message);
    this.status = status;
    this.body = body;
  }
};
var SseConnectionLostError = class extends Error {
  name = "SseConnectionLostError";
  reason;
  /** The last event id, to go on from. */
  lastEventId;
  constructor(reason, lastEventId, cause) {
    super(`The stream was lost (${reason}), and its request is not sent again: 'reconnect' says whether that is safe.`, { cause });
    this.reason = reason;
    this.lastEventId = lastEventId;
  }
};
var SseEventTooLargeError = class extends Error {
  name = "SseEventTooLargeError";
  constructor(maxEventLength) {
    super(`An event of the stream is longer than ${maxEventLength} characters.`);
  }
};
var SseUnreadableEventError = class extends Error {
  name = "SseUnreadableEventError";
  type;
  data;
  lastEventId;
  constructor(type, data, lastEventId, cause) {
    super(`The data of an event '${type}' can't be read.`, { cause });
    this.type = type;
    this.data = data;
    this.lastEventId = lastEventId;
  }
};
var SseNetworkError = class extends Error {
  name = "SseNetworkError";
  constructor(cause) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
};
var systemClock = {
  now: () => performance.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (timer) => clearTimeout(timer)
};
var SseParser = class {
  #onFrame;
  #maxEventLength;
  #decoder = new TextDecoder();
  #unfinished = [];
  #unfinishedLength = 0;
  #endedInCr = false;
  #data;
  #type = "";
  #id;
  #lastEventId;
  /** The characters of the block's lines so far: an event is never longer. */
  #blockLength = 0;
  /**
   * @param onFrame - Is given what the bytes complete, in order.
   * @param lastEventId - The id that the stream was asked to go on from: events keep it until the stream sets another.
   * @param maxEventLength - The longest event that is accepted, in characters.
   */
  constructor(onFrame, lastEventId = "", maxEventLength = 8 * 1024 * 1024) {
    this.#onFrame = onFrame;
    this.#lastEventId = lastEventId;
    this.#maxEventLength = maxEventLength;
  }
  /** Takes what has come. Throws an {@link SseEventTooLargeError} behind what came before such an event; the stream is of no use then. */
  feed(bytes2) {
    const text = this.#decoder.decode(bytes2, { stream: true });
    let start = 0;
    if (this.#endedInCr && text !== "") {
      if (text.charCodeAt(0) === 10) start = 1;
      this.#endedInCr = false;
    }
    let cr = text.indexOf("\r", start);
    let lf = text.indexOf("\n", start);
    while (cr >= 0 || lf >= 0) {
      const end = cr >= 0 && (lf < 0 || cr < lf) ? cr : lf;
      if (this.#unfinishedLength === 0) this.#line(text, start, end);
      else this.#finish(text.slice(start, end));
      start = end + 1;
      if (end === cr) {
        if (start === text.length) this.#endedInCr = true;
        else if (lf === start) start++;
        cr = text.indexOf("\r", start);
      }
      if (lf >= 0 && lf < start) lf = text.indexOf("\n", start);
    }
    if (start < text.length) {
      this.#unfinished.push(text.slice(start));
      this.#unfinishedLength += text.length - start;
      this.#bound(this.#unfinishedLength);
    }
  }
  #finish(rest) {
    const line = this.#unfinished.join("") + rest;
    this.#unfinished = [];
    this.#unfinishedLength = 0;
    this.#line(line, 0, line.length);
  }
  #line(text, start, end) {
    if (start === end) {
      this.#dispatch();
      return;
    }
    if ((this.#blockLength += end - start) > this.#maxEventLength) this.#bound(end - start);
    if (text.startsWith("dat", start) && text.startsWith("a:", start + 3)) this.#addData(valueOf(text, start + 4, end));
    else if (text.startsWith("id:", start)) this.#setId(valueOf(text, start + 2, end));
    else if (text.startsWith("eve", start) && text.startsWith("nt:", start + 3)) this.#type = valueOf(text, start + 5, end);
    else {
      let colon = text.indexOf(":", start);
      if (colon < 0 || colon > end) colon = end;
      this.#field(text.slice(start, colon), valueOf(text, colon, end));
    }
  }
  #field(name, value) {
    switch (name) {
      case "event":
        this.#type = value;
        break;
      case "id":
        this.#setId(value);
        break;
      case "data":
        this.#addData(value);
        break;
      case "retry":
        if (/^[0-9]+$/.test(value)) this.#onFrame({ kind: "retry", delay: Math.min(Number(value), longestTimer) });
        break;
      case "":
        this.#onFrame({ kind: "comment", text: value });
        break;
    }
  }
  #addData(value) {
    if (this.#data === void 0) this.#data = value;
    else this.#data += `
${value}`;
  }
  #setId(value) {
    if (!value.includes("\0")) this.#id = value;
  }
  #dispatch() {
    const moved = this.#id !== void 0;
    if (this.#id !== void 0) this.#lastEventId = this.#id;
    if (this.#data !== void 0) this.#onFrame({ kind: "event", type: this.#type || "message", data: this.#data, id: this.#lastEventId });
    else if (moved) this.#onFrame({ kind: "position", id: this.#lastEventId });
    this.#data = this.#id = void 0;
    this.#type = "";
    this.#blockLength = 0;
  }
  #bound(line) {
    if (line + (this.#data?.length ?? 0) + this.#type.length + (this.#id?.length ?? 0) <= this.#maxEventLength) return;
    throw new SseEventTooLargeError(this.#maxEventLength);
  }
};
var longestTimer = 2 ** 31 - 1;
function valueOf(text, colon, end) {
  const start = text.charCodeAt(colon + 1) === 32 && colon + 1 < end ? colon + 2 : colon + 1;
  return start < end ? text.slice(start, end) : "";
}
var spread = 0.1;
var leastGrowth = 100;
var SseBackoff = class {
  #options;
  #random;
  #retry;
  #failures = 0;
  constructor(options, random = Math.random) {
    this.#options = options;
    this.#random = random;
  }
  /** Failures in a row. */
  get failures() {
    return this.#failures;
  }
  /** The server's own reconnection time. */
  setRetry(delay) {
    this.#retry = delay;
  }
  /** A connection has been open for a healthy while. */
  reset() {
    this.#failures = 0;
  }
  /** Counts a failure and says how long to wait after it. */
  next() {
    const floor = this.#retry ?? 0;
    const ceiling = this.#ceiling(this.#retry ?? this.#first, this.#retry === void 0 ? this.#failures : this.#failures + 1);
    this.#failures++;
    return capped(floor + (ceiling > floor ? (ceiling - floor) * this.#random() : 0));
  }
  /** Starts over and says how long to wait after a stream that began and ended well. */
  nextAfterGoodEnd() {
    this.reset();
    return capped(this.#retry === void 0 ? this.#first * this.#random() : this.#retry * (1 + spread * this.#random()));
  }
  get #first() {
    return this.#options.reconnectDelay ?? 1e3;
  }
  #ceiling(first, doublings) {
    if (this.#failures === 0 && first === 0) return 0;
    const start = this.#failures === 0 || first > leastGrowth ? first : leastGrowth;
    return Math.min(start * 2 ** Math.min(doublings, 30), this.#options.maxReconnectDelay ?? 3e4);
  }
};
function capped(wait) {
  return Math.min(wait, longestTimer);
}
var SseAttempt = class {
  #clock;
  #abort = new AbortController();
  #ended;
  #onEnded = () => this.#abort.abort(this.#ended.reason);
  #timer;
  #dropped;
  constructor(clock, ended) {
    this.#clock = clock;
    this.#ended = ended;
    if (ended.aborted) this.#onEnded();
    else ended.addEventListener("abort", this.#onEnded);
  }
  /** Aborted when this is dropped or reading ends. */
  get signal() {
    return this.#abort.signal;
  }
  /** Why it was dropped; undefined when it was not. */
  get dropped() {
    return this.#dropped;
  }
  /** Drops it for this reason unless {@link disarm} comes first. */
  arm(timeout, reason) {
    this.disarm();
    if (timeout !== Infinity) this.#timer = this.#clock.setTimeout(() => this.drop(reason), Math.min(timeout, longestTimer));
  }
  disarm() {
    if (this.#timer !== void 0) this.#clock.clearTimeout(this.#timer);
    this.#timer = void 0;
  }
  drop(reason) {
    if (this.#abort.signal.aborted) return;
    this.#dropped = reason;
    this.#abort.abort(new Error(`The connection was given up: ${reason}.`));
  }
  /** Waits; less long when it is given up meanwhile. */
  wait(delay) {
    return new Promise((resolve) => {
      if (this.signal.aborted) return resolve();
      const timer = this.#clock.setTimeout(resolve, delay);
      this.signal.addEventListener("abort", () => {
        this.#clock.clearTimeout(timer);
        resolve();
      }, { once: true });
    });
  }
  /** Ends it, and whatever still goes on under it. */
  close() {
    this.disarm();
    this.#ended.removeEventListener("abort", this.#onEnded);
    if (!this.signal.aborted) this.#abort.abort(new Error("The connection was closed."));
  }
};
var place = "{topic}";
function withTopics(address, topics2) {
  const text = address.split("#")[0] ?? "";
  if (text.includes(place)) return topics2.length === 0 ? withoutPlace(text) : filled(text, topics2);
  if (topics2.length === 0) return text;
  if (/[{}]/.test(pathOf(text))) throw new TypeError(`The address has a place that nothing goes into: that of the topic is written ${place}, and no other way.`);
  return topics2.reduce((to, topic) => withQuery(to, "topic", topic), text);
}
function withQuery(address, name, value) {
  return `${address}${address.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(value)}`;
}
function withoutPlace(text) {
  const path = pathOf(text);
  const rest = path.split("/").filter((segment) => segment !== place).join("/") + text.slice(path.length);
  if (rest.includes(place)) throw new TypeError(`The address can't be read without a topic: ${place} is not a segment of its path that could be left out.`);
  return rest;
}
function filled(text, topics2) {
  const [only, ...more] = topics2;
  if (only === void 0 || more.length > 0) throw new TypeError(`The address has a place for one topic; several go into the query of an address without ${place}.`);
  const topic = encodeURIComponent(only);
  if (pathOf(text).split("/").some((segment) => segment.includes(place) && isDots(segment.replaceAll(place, () => topic)))) {
    throw new TypeError(`The topic '${only}' can't be a segment of a path: '.' and '..' are resolved on the way. Ask for it by query: an address without ${place}, and TopicsFromQuery on the endpoint.`);
  }
  return text.replaceAll(place, () => topic);
}
function pathOf(text) {
  return text.split("?")[0] ?? "";
}
function isDots(segment) {
  return /^(?:\.|%2e){1,2}$/i.test(segment);
}
var snapshotForm = /^[a-z0-9]{1,32}-(?:s[^/.]+|x[^/.]{22})\./;
function placeOf(id) {
  const slash = id.indexOf("/");
  const position = slash < 0 ? id.replace(/~end$/, "") : id.slice(0, slash);
  const topic = slash < 0 ? void 0 : decoded(id.slice(slash + 1).replace(/~end$/, ""));
  return { ...topic === void 0 ? {} : { topic }, id, position, snapshot: snapshotForm.test(id) };
}
function gapOf(data, id) {
  const unread = { reason: "Malformed", requested: null, oldest: "", resumed: id };
  try {
    return { ...unread, ...JSON.parse(data) };
  } catch {
    return unread;
  }
}
function liveOf(data, id) {
  const unread = { count: 0, position: id, complete: false };
  try {
    return { ...unread, ...JSON.parse(data) };
  } catch {
    return unread;
  }
}
function decoded(topic) {
  try {
    return decodeURIComponent(topic);
  } catch {
    return void 0;
  }
}
function parseExactly(json, shape) {
  const reader = new ExactReader(json);
  const value = reader.value(shape);
  reader.end();
  return value;
}
var token = /[ \t\r\n]*(?:("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d[\d.eE+-]*)|(true|false|null)|([[\]{},:]))/y;
var ExactReader = class {
  #json;
  #at = 0;
  constructor(json) {
    this.#json = json;
  }
  value(shape) {
    const resolved = typeof shape === "function" ? shape() : shape;
    if (typeof resolved === "function") return this.value(resolved);
    const word = this.#next();
    if (word === "{") return this.#object(resolved);
    if (word === "[") return this.#array(isObject(resolved) && "items" in resolved ? resolved.items : void 0);
    if (/^[-\d]/.test(word)) return numberOf(word, resolved);
    return JSON.parse(word);
  }
  end() {
    if (this.#json.slice(this.#at).trim() !== "") throw this.#error();
  }
  #object(shape) {
    const value = {};
    let members = shape;
    if (this.#skip("}")) return value;
    do {
      const name = JSON.parse(this.#next());
      if (typeof name !== "string" || !this.#skip(":")) throw this.#error();
      const member = this.value(isObject(members) ? shapeOf(members, name) : void 0);
      if (name === "__proto__") Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
      else value[name] = member;
      if (isObject(members) && "tag" in members && members.tag === name) members = caseOf(members.cases, member);
    } while (this.#skip(","));
    if (!this.#skip("}")) throw this.#error();
    return value;
  }
  #array(items) {
    const value = [];
    if (this.#skip("]")) return value;
    do
      value.push(this.value(items));
    while (this.#skip(","));
    if (!this.#skip("]")) throw this.#error();
    return value;
  }
  #next() {
    token.lastIndex = this.#at;
    const match = token.exec(this.#json);
    const word = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
    if (word === void 0) throw this.#error();
    this.#at = token.lastIndex;
    return word;
  }
  #skip(word) {
    const before = this.#at;
    if (this.#next() === word) return true;
    this.#at = before;
    return false;
  }
  #error() {
    return new SyntaxError(`Unexpected JSON at position ${this.#at}`);
  }
};
function isObject(shape) {
  return typeof shape === "object";
}
function shapeOf(shape, name) {
  if ("values" in shape) return shape.values;
  return "members" in shape && Object.hasOwn(shape.members, name) ? shape.members[name] : void 0;
}
function caseOf(cases, tag) {
  const found = Object.hasOwn(cases, String(tag)) ? cases[String(tag)] : void 0;
  return typeof found === "function" ? found() : found;
}
function numberOf(word, shape) {
  const value = JSON.parse(word);
  if (shape === "decimal") return word;
  return shape === "integer" && /^-?\d+$/.test(word) ? BigInt(word) : value;
}
function isEventStream(contentType) {
  let found = "";
  for (const value of splitOutsideQuotes(contentType ?? "")) {
    const essence = (value.split(";")[0] ?? "").trim().toLowerCase();
    if (/^[^\s"(),/:;<=>?@[\\\]{}]+\/[^\s"(),/:;<=>?@[\\\]{}]+$/.test(essence) && essence !== "*/*") found = essence;
  }
  return found === "text/event-stream";
}
function splitOutsideQuotes(text) {
  const parts = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (quoted && text[i] === "\\") i++;
    else if (text[i] === '"') quoted = !quoted;
    else if (text[i] === "," && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}
var SseFetching = class {
  #options;
  constructor(options) {
    this.#options = options;
  }
  async open(address, lastEventId, signal) {
    const body = this.#options.body?.();
    const response = await send(this.#options, lastEventId === "" ? address : withQuery(address, "lastEventId", lastEventId), {
      method: this.#options.method ?? (body === void 0 ? "GET" : "POST"),
      headers: { accept: "text/event-stream", ...await headersOf(this.#options.headers) },
      ...body === void 0 ? {} : { body },
      signal
    });
    if (response.status === 204) return { kind: "completed" };
    if (response.status !== 200 || response.body === null || !isEventStream(response.headers.get("content-type"))) return refusal(response, this.#options);
    return { kind: "stream", source: new Body(response.body, lastEventId, this.#options, signal) };
  }
};
var Body = class {
  #reader;
  #parser;
  #frames = [];
  #failure;
  constructor(body, lastEventId, options, signal) {
    this.#reader = body.getReader();
    signal.addEventListener("abort", () => void this.#reader.cancel(signal.reason).catch(() => void 0), { once: true });
    this.#parser = new SseParser((frame2) => this.#frames.push(frame2), lastEventId, options.maxEventLength);
  }
  async receive() {
    if (this.#failure !== void 0) throw this.#failure.error;
    const { done, value } = await this.#reader.read().catch(asNetworkFailure);
    if (done) return void 0;
    try {
      this.#parser.feed(value);
    } catch (error) {
      this.#failure = { error };
    }
    const frames = this.#frames;
    this.#frames = [];
    if (this.#failure !== void 0 && frames.length === 0) throw this.#failure.error;
    return frames;
  }
};
function send(options, address, init) {
  const ask = options.fetch ?? globalThis.fetch;
  return ask(address, { cache: "no-store", credentials: options.withCredentials ? "include" : "same-origin", ...init }).catch(asNetworkFailure);
}
async function headersOf(headers) {
  return typeof headers === "function" ? await headers() : headers ?? {};
}
async function refusal(response, options) {
  const isTemporary = options.temporaryStatuses?.includes(response.status) === true;
  const why = response.status === 200 ? `the type '${response.headers.get("content-type") ?? ""}', not text/event-stream` : `status ${response.status}`;
  const error = new SseRefusedError(`'${response.url.split("?")[0]}' answered with ${why}.`, response.status, await beginningOf(response));
  return isTemporary ? { kind: "temporary", error, retryAfter: retryAfter(response.headers.get("retry-after")) } : { kind: "refused", error };
}
async function beginningOf(response) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (reader !== void 0 && text.length < 64 * 1024) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
  }
  void reader?.cancel().catch(() => void 0);
  return text.slice(0, 64 * 1024);
}
function retryAfter(header) {
  if (header === null) return 0;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1e3 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), longestTimer);
}
function asNetworkFailure(cause) {
  throw new SseNetworkError(cause);
}
var closed = 2;
var SseGaveUp = class extends Error {
};
var SseEventSourcing = class {
  #options;
  #types;
  #onState;
  /** @param types - The types to listen to: an EventSource hands on no others. */
  constructor(options, types, onState) {
    this.#options = options;
    this.#types = types;
    this.#onState = onState;
  }
  open(address, lastEventId, signal) {
    const constructor = this.#options.eventSource ?? globalThis.EventSource;
    if (constructor === void 0) throw new TypeError("There is no EventSource here: use the transport 'fetch'.");
    const source = new constructor(lastEventId === "" ? address : withQuery(address, "lastEventId", lastEventId), { withCredentials: this.#options.withCredentials ?? false });
    const inbox = new Inbox();
    for (const type of this.#types) {
      source.addEventListener(type, (event) => inbox.put({ kind: "event", type, data: String(event.data), id: event.lastEventId ?? "" }));
    }
    return new Promise((resolve, reject) => {
      source.addEventListener("open", () => {
        this.#onState("open");
        resolve({ kind: "stream", source: inbox });
      });
      source.addEventListener("error", (event) => {
        if ("data" in event && event.data !== void 0) return;
        if (source.readyState !== closed) return this.#onState("waiting");
        reject(new SseGaveUp());
        inbox.fail(new SseGaveUp());
      });
      signal.addEventListener("abort", () => {
        source.close();
        reject(signal.reason);
        inbox.fail(signal.reason);
      }, { once: true });
    });
  }
};
var Inbox = class {
  #frames = [];
  #waiting;
  #failure;
  put(frame2) {
    if (this.#failure !== void 0) return;
    this.#frames.push(frame2);
    this.#waiting?.resolve(this.#take());
    this.#waiting = void 0;
  }
  fail(error) {
    this.#failure ??= { error };
    this.#waiting?.reject(error);
    this.#waiting = void 0;
  }
  async receive() {
    if (this.#frames.length > 0) return this.#take();
    if (this.#failure !== void 0) throw this.#failure.error;
    return new Promise((resolve, reject) => this.#waiting = { resolve, reject });
  }
  #take() {
    const frames = this.#frames;
    this.#frames = [];
    return frames;
  }
};
var SseTicketing = class {
  #options;
  #inner;
  constructor(options, inner) {
    this.#options = options;
    this.#inner = inner;
  }
  async open(address, lastEventId, signal) {
    const ticket = typeof this.#options.ticket === "function" ? await this.#options.ticket(signal) : await this.#ask(address, signal);
    if (typeof ticket !== "string") return ticket;
    return this.#inner.open(withQuery(address, "ticket", ticket), lastEventId, signal);
  }
  /** A ticket; or an answer that is none. */
  async #ask(address, signal) {
    const response = await send(this.#options, address, { method: "POST", headers: await headersOf(this.#options.headers), signal });
    if (!response.ok) return refusal(response, this.#options);
    const { ticket } = await response.json();
    if (typeof ticket !== "string") throw new TypeError(`'${response.url}' answered without a ticket: AcceptsTickets is an option of the endpoint.`);
    return ticket;
  }
};
var longestId = 4 * 1024;
var SseReading = class {
  #options;
  #address;
  #clock;
  #backoff;
  #fetching;
  #preferred;
  #onState;
  #transport;
  #attempt;
  #lastEventId;
  #heartbeat;
  #heard = false;
  #complete = false;
  constructor(address, types, options, onState) {
    this.#options = options;
    this.#address = options.maxFrequency === void 0 ? address : withQuery(address, "maxFrequency", String(options.maxFrequency));
    this.#clock = options.clock ?? systemClock;
    this.#backoff = new SseBackoff(options, options.random);
    this.#onState = onState;
    this.#lastEventId = options.lastEventId ?? "";
    const ticketed = (transport) => options.ticket ? new SseTicketing(options, transport) : transport;
    this.#fetching = ticketed(new SseFetching(options));
    this.#preferred = options.transport === "event-source" ? ticketed(new SseEventSourcing(options, types, onState)) : this.#fetching;
    this.#transport = this.#preferred;
  }
  get lastEventId() {
    return this.#lastEventId;
  }
  /** Gives the connection up and makes another, without a wait. */
  restart() {
    this.#attempt?.drop("restart");
  }
  /** The events until there will never be more, or `ended` is aborted; throws what is final. */
  async *run(ended) {
    try {
      while (!ended.aborted) {
        const attempt = this.#attempt = new SseAttempt(this.#clock, ended);
        try {
          const failure = yield* this.#connect(attempt);
          if (ended.aborted || failure === void 0 || this.#isOver(failure)) return;
          await this.#wait(failure, ended);
        } finally {
          attempt.close();
        }
      }
    } finally {
      this.#onState("closed");
    }
  }
  /** One connection, from the request to its loss; nothing when the stream is complete. */
  async *#connect(attempt) {
    this.#onState("connecting");
    this.#heard = false;
    this.#heartbeat = void 0;
    let openedAt;
    try {
      attempt.arm(this.#options.connectTimeout ?? 1e5, "connect-timeout");
      const asked = this.#idToSend();
      const answer = await this.#transport.open(this.#address, asked, attempt.signal);
      attempt.disarm();
      if (answer.kind === "completed") return void 0;
      if (answer.kind === "refused") throw answer.error;
      if (answer.kind === "temporary") return { reason: "temporary-status", error: answer.error, retryAfter: answer.retryAfter };
      openedAt = this.#clock.now();
      this.#onState("open");
      yield* this.#receive(answer.source, attempt, asked.endsWith("~end"));
      return this.#complete ? void 0 : { reason: "end-of-stream" };
    } catch (error) {
      if (error instanceof SseGaveUp) {
        this.#transport = this.#fetching;
        return { reason: "event-source-closed" };
      }
      if (attempt.dropped !== void 0) return { reason: attempt.dropped };
      if (!attempt.signal.aborted && !(error instanceof SseNetworkError) && this.#options.isTransient?.(error) !== true) throw error;
      this.#transport = this.#preferred;
      return { reason: openedAt === void 0 ? "connect-failed" : "connection-lost", error: error instanceof SseNetworkError ? error.cause : error };
    } finally {
      if (openedAt !== void 0 && this.#clock.now() - openedAt >= (this.#options.healthyAfter ?? 1e4)) this.#backoff.reset();
    }
  }
  async *#receive(source, attempt, beganAtEnd) {
    while (!this.#complete) {
      if (!(this.#transport instanceof SseEventSourcing)) attempt.arm(this.#silence, "silence");
      const frames = await source.receive();
      attempt.disarm();
      if (frames === void 0) {
        if (attempt.signal.aborted) throw attempt.signal.reason;
        this.#transport = this.#preferred;
        return;
      }
      for (const frame2 of frames) {
        const event = this.#take(frame2, beganAtEnd);
        if (event !== void 0) yield event;
        if (this.#complete) return;
        if (attempt.signal.aborted) throw attempt.signal.reason;
      }
    }
  }
  get #silence() {
    if (this.#options.readTimeout !== void 0) return this.#options.readTimeout;
    return this.#heartbeat === void 0 ? Infinity : this.#heartbeat * (this.#options.missedHeartbeats ?? 3);
  }
  #take(frame2, beganAtEnd) {
    const isFirst = !this.#heard;
    this.#heard = true;
    switch (frame2.kind) {
      case "comment":
        if (isFirst) this.#heartbeat = heartbeatOf(frame2.text);
        this.#options.onComment?.(frame2.text);
        return void 0;
      case "retry":
        this.#backoff.setRetry(frame2.delay);
        return void 0;
      case "position":
        this.#lastEventId = frame2.id;
        this.#complete = frame2.id.endsWith("~end");
        return void 0;
      case "event": {
        this.#lastEventId = frame2.id;
        const isMark = this.#options.endMarks?.includes(frame2.data) === true;
        this.#complete = isMark || this.#options.lastEventTypes?.includes(frame2.type) === true || frame2.id.endsWith("~end") && !beganAtEnd;
        return isMark ? void 0 : frame2;
      }
    }
  }
  async #wait(failure, ended) {
    const wait = failure.reason === "restart" || failure.reason === "event-source-closed" ? 0 : failure.reason === "end-of-stream" && this.#heard ? this.#backoff.nextAfterGoodEnd() : this.#backoff.next();
    const delay = Math.max(wait, failure.retryAfter ?? 0);
    this.#onState("waiting");
    const waiting = this.#attempt = new SseAttempt(this.#clock, ended);
    try {
      const { reason, error } = failure;
      this.#options.onRetrying?.({ reason, delay, attempt: this.#backoff.failures, ...error === void 0 ? {} : { error } });
      await waiting.wait(delay);
    } finally {
      waiting.close();
    }
  }
  /** True when the stream has ended well and its request isn't to be sent again; a loss throws then. */
  #isOver(failure) {
    const isSafe = (this.#options.method ?? "GET") === "GET" && this.#options.body === void 0;
    const policy = this.#options.reconnect ?? (isSafe ? "always" : "when-resumable");
    if (policy === "always" || policy === "when-resumable" && (this.#idToSend() !== "" || failure.reason === "temporary-status")) return false;
    if (failure.reason === "end-of-stream") return true;
    if (failure.reason === "temporary-status") throw failure.error;
    throw new SseConnectionLostError(failure.reason, this.#lastEventId, failure.error);
  }
  /** The last event id, or nothing when it is too long to be sent. */
  #idToSend() {
    return new TextEncoder().encode(this.#lastEventId).length <= longestId ? this.#lastEventId : "";
  }
};
function heartbeatOf(comment) {
  const milliseconds = Number(/^heartbeat=([0-9]{1,10})$/.exec(comment)?.[1]);
  return milliseconds > 0 && milliseconds <= longestTimer ? milliseconds : void 0;
}
var SseHub = class {
  #address;
  #types;
  #shapes;
  #options;
  #closed = new AbortController();
  #handlers = /* @__PURE__ */ new Map();
  #listening;
  #reading;
  #state = "idle";
  /**
   * @param url - Where the application has mapped the hub, such as `/market` or `/market/{topic}`.
   * @param types - The types of its events; others are passed over.
   * @param shapes - Where the data has numbers that lose no digit.
   */
  constructor(url, types, options = {}, shapes = {}) {
    if (options.transport === "event-source") throwIfBeyondEventSource(options);
    this.#address = withTopics(String(url).replaceAll("%7Btopic%7D", "{topic}"), options.topics ?? []);
    this.#types = /* @__PURE__ */ new Set([...types, "sse-gap", "sse-live"]);
    this.#options = options;
    this.#shapes = shapes;
  }
  /** Where the last reading that was begun stands. */
  get state() {
    return this.#state;
  }
  /** The id of the last event, to go on from: of the last reading that was begun. */
  get lastEventId() {
    return this.#reading?.lastEventId ?? this.#options.lastEventId ?? "";
  }
  on(type, handler) {
    const own = (value) => handler(value);
    const handlers = this.#handlers.get(type) ?? /* @__PURE__ */ new Set();
    this.#handlers.set(type, handlers.add(own));
    this.#begin();
    return () => {
      handlers.delete(own);
      queueMicrotask(() => {
        if (!this.#isHeard) this.#listening?.abort();
      });
    };
  }
  [Symbol.asyncIterator]() {
    return this.read();
  }
  /**
   * Reads with a connection of its own, until the stream is complete or this is closed.
   * @param from - Where to begin, instead of `lastEventId` of the options.
   */
  async *read(from) {
    const ended = new AbortController();
    try {
      for await (const frame2 of this.#read(from ?? this.#options.lastEventId, ended)) {
        const event = this.#eventOf(frame2);
        if (event !== void 0) yield event;
      }
      this.#options.signal?.throwIfAborted();
    } finally {
      ended.abort();
    }
  }
  /** Gives the connection up and makes another at once, after a change of networks say. */
  restart() {
    this.#reading?.restart();
  }
  /** Ends all readings, for good. */
  close() {
    this.#closed.abort();
  }
  get #isHeard() {
    return [...this.#handlers].some(([type, handlers]) => this.#types.has(type) && handlers.size > 0);
  }
  #begin() {
    if (this.#listening !== void 0 || !this.#isHeard) return;
    const listening = this.#listening = new AbortController();
    void this.#listen(listening).then(
      () => this.#end(listening),
      (error) => this.#end(listening, { error })
    );
  }
  /** Who came while the connection was being left gets another. */
  #end(listening, failure) {
    this.#listening = void 0;
    if (failure !== void 0) this.#tellError(failure.error);
    else if (listening.signal.aborted && !this.#closed.signal.aborted && this.#options.signal?.aborted !== true) this.#begin();
  }
  async #listen(listening) {
    for await (const frame2 of this.#read(this.lastEventId, listening)) {
      try {
        const event = this.#eventOf(frame2);
        if (event !== void 0) this.#tell(event.type, event);
      } catch (error) {
        this.#tellError(error);
      }
    }
  }
  async *#read(from, ended) {
    const reading = this.#reading = new SseReading(this.#address, [...this.#types], { ...this.#options, lastEventId: from ?? "" }, (state) => {
      if (this.#reading !== reading || state === this.#state) return;
      this.#state = state;
      this.#tell("sse-state", state);
    });
    const end = () => ended.abort();
    const causes = this.#options.signal === void 0 ? [this.#closed.signal] : [this.#closed.signal, this.#options.signal];
    if (causes.some((cause) => cause.aborted)) ended.abort();
    for (const cause of causes) cause.addEventListener("abort", end);
    try {
      yield* reading.run(ended.signal);
    } finally {
      for (const cause of causes) cause.removeEventListener("abort", end);
    }
  }
  #eventOf({ type, data, id }) {
    if (!this.#types.has(type)) return void 0;
    if (type === "sse-gap") return { type, data: gapOf(data, id), ...placeOf(id), snapshot: false };
    if (type === "sse-live") return { type, data: liveOf(data, id), ...placeOf(id), snapshot: false };
    try {
      return { type, data: this.#dataOf(type, data), ...placeOf(id) };
    } catch (cause) {
      if (this.#options.malformedData === "skip") return void 0;
      throw new SseUnreadableEventError(type, data, id, cause);
    }
  }
  #dataOf(type, data) {
    const shape = this.#shapes[type];
    return shape === void 0 ? JSON.parse(data) : parseExactly(data, shape);
  }
  #tell(type, value) {
    for (const handler of [...this.#handlers.get(type) ?? []]) {
      try {
        handler(value);
      } catch (error) {
        void Promise.reject(error);
      }
    }
  }
  #tellError(error) {
    if ((this.#handlers.get("sse-error")?.size ?? 0) > 0) this.#tell("sse-error", error);
    else void Promise.reject(error);
  }
};
function throwIfBeyondEventSource(options) {
  if ((options.method ?? "GET") !== "GET" || options.body !== void 0) throw new TypeError("An EventSource can only GET: use the transport 'fetch'.");
  if (options.headers !== void 0 && !options.ticket) throw new TypeError("An EventSource can't send headers: use the transport 'fetch', or a ticket.");
}

// sse/dashboard-hub.ts
var DashboardHub = class extends SseHub {
  /** @param url - Where the application has mapped the hub, such as `/market` or `/market/{topic}`. */
  constructor(url, options = {}) {
    super(url, ["declared", "hub", "store", "topic", "topic-gone", "stream", "stream-gone"], options);
  }
};

// rows.ts
var Rows = class _Rows {
  static most = 100;
  #body;
  #rows = /* @__PURE__ */ new Map();
  #make;
  #write;
  constructor(body, make2, write3) {
    this.#body = body;
    this.#make = make2;
    this.#write = write3;
  }
  /** Who points at a row, or is in it by keyboard, must not lose it from under the hand. */
  get isHeld() {
    return this.#body.matches(":hover, :focus-within");
  }
  get keys() {
    return [...this.#rows.keys()];
  }
  /** @param items - In order; those that are too many are left out. */
  show(items) {
    const shown = items.slice(0, _Rows.most);
    const keys = new Set(shown.map(([key]) => key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    let next = this.#body.firstElementChild;
    for (const [key, item] of shown) {
      let row = this.#rows.get(key);
      if (row === void 0) this.#rows.set(key, row = this.#make(key));
      if (row === next) next = next.nextElementSibling;
      else this.#body.insertBefore(row, next);
      this.#write(row, item);
    }
  }
};

// streams.ts
var Streams = class {
  #rows = new Rows($("streamRows"), makeRow, write);
  #hub = "";
  constructor() {
    $("endHead").hidden = !may("disconnect");
    $("streamRows").onclick = (event) => {
      const button = event.target.closest("button");
      if (button !== null) void this.#end(button, button.closest("tr").dataset["stream"]);
    };
  }
  draw({ streams: streams2, hubs: hubs2 }, hub2) {
    this.#hub = hub2;
    const sorted = [...streams2.values()].sort((one, other) => other.lag - one.lag || one.id - other.id);
    this.#rows.show(sorted.map((stream) => [stream.id, stream]));
    const all = hubs2.get(hub2)?.streams ?? 0;
    say($("streamNote"), all > sorted.length ? `the ${sorted.length} slowest of ${count(all)} streams` : `${count(all)} stream${all === 1 ? "" : "s"}, the slowest first`);
    $("streamEmpty").hidden = sorted.length > 0;
    say($("streamCount"), count(all));
  }
  async #end(button, stream) {
    button.disabled = true;
    const { isDone, text } = await act("disconnect", { hub: this.#hub, stream });
    say($("streamSaid"), text);
    button.disabled = isDone;
  }
};
function makeRow(id) {
  const row = make("tr");
  row.dataset["stream"] = String(id);
  const head = make("th", "", make("span", "who"), make("small"));
  head.scope = "row";
  row.append(head, make("td", "wide topics"), ...Array.from({ length: 6 }, (_, place2) => make("td", [0, 3, 4, 5].includes(place2) ? "wide" : "")));
  if (may("disconnect")) {
    const button = make("button", "end", "End");
    button.type = "button";
    row.append(make("td", "", button));
  }
  return row;
}
function write(row, stream) {
  row.dataset["level"] = stream.lag > 1e3 ? "high" : stream.lag > 0 ? "some" : "none";
  const cells = row.cells;
  say(cells[0].querySelector(".who"), stream.user ?? (stream.isLocal ? "the application" : stream.address ?? "unknown"));
  const ways = [stream.user !== null ? stream.address : null, stream.maxFrequency !== null ? `at most ${stream.maxFrequency}/s` : stream.conflates ? "conflates" : null, `#${stream.id}`];
  say(cells[0].querySelector("small"), ways.filter((way) => way !== null).join(" · "));
  say(cells[1], topicsOf(stream));
  say(cells[2], duration((Date.now() - Date.parse(stream.since)) / 1e3));
  say(cells[3], count(stream.lag));
  say(cells[4], rate(stream.delivered.perSecond));
  say(cells[5], count(stream.delivered.total));
  say(cells[6], count(stream.conflated));
  say(cells[7], count(stream.gaps));
}
function topicsOf({ topics: topics2, topicCount }) {
  if (topicCount === null) return "all topics";
  if (topicCount === 0) return "the whole hub";
  return topicCount > topics2.length ? `${topics2.join(", ")} and ${topicCount - topics2.length} more` : topics2.join(", ");
}

// tabs.ts
var Tabs = class {
  #tabs = [...$("tabs").querySelectorAll("[role=tab]:not([hidden])")];
  #onChange;
  constructor(onChange) {
    this.#onChange = onChange;
    for (const tab2 of this.#tabs) tab2.onclick = () => this.choose(tab2.dataset["panel"]);
    $("tabs").onkeydown = (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step === 0) return;
      const next = this.#tabs.at((this.#tabs.findIndex((tab2) => tab2.ariaSelected === "true") + step) % this.#tabs.length);
      this.choose(next.dataset["panel"]);
      next.focus();
    };
  }
  choose(name) {
    for (const tab2 of this.#tabs) {
      const isChosen = tab2.dataset["panel"] === name;
      tab2.ariaSelected = String(isChosen);
      tab2.tabIndex = isChosen ? 0 : -1;
      $(tab2.dataset["panel"]).hidden = !isChosen;
    }
    this.#onChange(name);
  }
};

// sse/tail-stream.ts
var TailStream = class extends SseHub {
  /** @param url - Where the application has mapped the hub, such as `/market` or `/market/{topic}`. */
  constructor(url, options = {}) {
    super(url, ["event", "skipped"], options);
  }
};

// tail.ts
var mostRows = 200;
var Tail = class {
  #rows = $("tailRows");
  #topic = $("tailTopic");
  #event = $("tailEvent");
  #text = $("tailText");
  #stream;
  #address = "";
  #hub = "";
  #isWanted = false;
  #isPaused = false;
  #skipped = 0;
  #seen = 0;
  #waiting = [];
  #frame = 0;
  #filterTimer = 0;
  constructor() {
    for (const filter of [this.#topic, this.#event, this.#text]) filter.oninput = () => this.#refilter();
    $("tailPause").onclick = () => this.#pause(!this.#isPaused);
    this.#rows.addEventListener("toggle", (event) => {
      if (event.target.open) this.#pause(true);
    }, true);
    $("tailClear").onclick = () => this.#clear();
  }
  /** Says whether it is looked at. */
  want(isWanted) {
    this.#isWanted = isWanted;
    this.#open();
  }
  /** Shows one topic's events. */
  show(topic) {
    this.#topic.value = topic;
    this.#clear();
  }
  draw({ declared }, hub2) {
    const events = declared.get(hub2)?.events ?? [];
    if (this.#event.options.length !== events.length + 1 || hub2 !== this.#hub) {
      const chosen = this.#event.value;
      const any = make("option", "", "any event");
      any.value = "";
      this.#event.replaceChildren(any, ...events.map(({ name }) => make("option", "", name)));
      this.#event.value = events.some(({ name }) => name === chosen) ? chosen : "";
    }
    if (hub2 === this.#hub) return;
    this.#hub = hub2;
    this.#clear();
    this.#open();
  }
  #pause(isPaused2) {
    this.#isPaused = isPaused2;
    say($("tailPause"), isPaused2 ? "Go on" : "Pause");
    this.#open();
  }
  #refilter() {
    clearTimeout(this.#filterTimer);
    this.#filterTimer = window.setTimeout(() => {
      this.#clear();
      this.#open();
    }, 300);
  }
  #open() {
    const address = new URL("tail", root);
    address.searchParams.set("hub", this.#hub);
    if (this.#topic.value !== "") address.searchParams.set("topic", this.#topic.value);
    if (this.#event.value !== "") address.searchParams.set("event", this.#event.value);
    if (this.#text.value !== "") address.searchParams.set("text", this.#text.value);
    const wanted = this.#isWanted && !this.#isPaused && this.#hub !== "" ? address.href : "";
    if (wanted === this.#address) return;
    this.#address = wanted;
    this.#stream?.close();
    this.#stream = void 0;
    this.#note();
    if (wanted === "") return;
    const stream = this.#stream = new TailStream(wanted, { temporaryStatuses: [429, 502, 503, 504] });
    stream.on("event", ({ data }) => this.#take(data));
    stream.on("skipped", ({ data }) => {
      this.#skipped += data.count;
      this.#draw();
    });
    stream.on("sse-error", () => say($("tailNote"), "The tail can not be read."));
  }
  #take(event) {
    this.#waiting.push(event);
    if (this.#waiting.length > mostRows) this.#waiting.shift();
    this.#seen++;
    this.#draw();
  }
  #draw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#rows.prepend(...this.#waiting.reverse().map(rowOf));
      this.#waiting = [];
      while (this.#rows.childElementCount > mostRows) this.#rows.lastElementChild.remove();
      this.#note();
    });
  }
  #note() {
    const skipped = this.#skipped > 0 ? ` · ${count(this.#skipped)} skipped: more come than a page can show` : "";
    say($("tailNote"), `${this.#isPaused ? "paused" : this.#address === "" ? "closed" : "reading"} · ${count(this.#seen)} shown${skipped}`);
    $("tailEmpty").hidden = this.#rows.childElementCount > 0;
  }
  #clear() {
    this.#rows.replaceChildren();
    [this.#waiting, this.#seen, this.#skipped] = [[], 0, 0];
    this.#note();
  }
};
function rowOf({ name, topic, data, length, isCut, position }) {
  const summary = make("summary", "", make("time", "", moment(/* @__PURE__ */ new Date())), make("span", "event", name), make("span", "topic", topic ?? "the whole hub"), make("code", "", data.slice(0, 400)));
  return make("details", "", summary, make("pre", "", pretty(data, isCut)), make("small", "", `${bytes(length)} · place ${position}${isCut ? " · cut" : ""}`));
}
function pretty(data, isCut) {
  if (isCut) return `${data}…`;
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}

// topics.ts
var values = {
  topic: (topic) => topic.topic,
  rate: (topic) => topic.published.perSecond,
  published: (topic) => topic.published.total,
  streams: (topic) => topic.streams,
  events: (topic) => topic.events,
  bytes: (topic) => topic.bytes,
  keys: (topic) => topic.keys
};
var Topics = class {
  #rows = new Rows($("topicRows"), makeRow2, (row, topic) => write2(row, topic, this.#fastest));
  #onChange;
  #onTail;
  #order = "rate";
  #isAscending = false;
  #fastest = 1;
  constructor(onChange, onTail) {
    this.#onChange = onChange;
    this.#onTail = onTail;
    $("topicSearch").oninput = onChange;
    for (const button of $("topicHead").querySelectorAll("button")) button.onclick = () => this.#sortBy(button.dataset["order"]);
    $("topicRows").onclick = (event) => {
      const button = event.target.closest("button");
      if (button !== null) this.#onTail(button.closest("tr").dataset["topic"]);
    };
  }
  draw({ topics: topics2, hubs: hubs2 }, hub2) {
    const wanted = $("topicSearch").value.toLowerCase();
    const found = [];
    this.#fastest = 1;
    for (const topic of topics2.values()) {
      this.#fastest = Math.max(this.#fastest, topic.published.perSecond);
      if (wanted === "" || topic.topic.toLowerCase().includes(wanted)) found.push(topic);
    }
    this.#rows.show((this.#rows.isHeld ? this.#inPlace(found) : this.#sorted(found)).map((topic) => [topic.topic, topic]));
    const report = hubs2.get(hub2);
    const unseen = (report?.topics ?? 0) + 1 - (report?.shown ?? 0);
    const named = found.filter((topic) => topic.topic !== "").length;
    const shown = found.length > Rows.most ? `${Rows.most} of ${count(named)}` : count(named);
    say($("topicNote"), `${shown} topic${named === 1 ? "" : "s"}${unseen > 0 ? ` · ${count(unseen)} more are not watched` : ""}`);
    $("topicEmpty").hidden = found.length > 0;
    say($("topicCount"), count(report?.topics ?? 0));
  }
  #sortBy(order) {
    this.#isAscending = order === this.#order ? !this.#isAscending : order === "topic";
    this.#order = order;
    for (const head of $("topicHead").querySelectorAll("th")) {
      const isSorted = head.querySelector("button")?.dataset["order"] === order;
      if (isSorted) head.setAttribute("aria-sort", this.#isAscending ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
    document.activeElement?.blur();
    this.#onChange();
  }
  #sorted(topics2) {
    const value = values[this.#order], sign = this.#isAscending ? 1 : -1;
    return topics2.sort((one, other) => {
      const [left, right] = [value(one), value(other)];
      if (left !== right) return left < right ? -sign : sign;
      return one.topic < other.topic ? -1 : 1;
    });
  }
  #inPlace(topics2) {
    const places = new Map(this.#rows.keys.map((key, place2) => [key, place2]));
    return topics2.filter((topic) => places.has(topic.topic)).sort((one, other) => places.get(one.topic) - places.get(other.topic));
  }
};
function makeRow2(topic) {
  const row = make("tr");
  row.dataset["topic"] = topic;
  const name = topic === "" ? make("em", "", "the whole hub") : topic;
  const button = make("button", "name", name);
  button.type = "button";
  button.title = "Show its events";
  const head = make("th", "", button);
  head.scope = "row";
  const bar = make("i");
  row.append(head, make("td", "rate", make("span", "bar", bar), make("b")), ...Array.from({ length: 5 }, (_, place2) => make("td", place2 === 1 || place2 === 2 ? "" : "wide")));
  return row;
}
function write2(row, topic, fastest) {
  row.dataset["complete"] = String(topic.isComplete);
  const cells = row.cells;
  fill(cells[1].querySelector("i"), topic.published.perSecond / fastest);
  say(cells[1].querySelector("b"), rate(topic.published.perSecond));
  say(cells[2], count(topic.published.total));
  say(cells[3], count(topic.streams));
  say(cells[4], count(topic.events));
  say(cells[5], bytes(topic.bytes));
  say(cells[6], count(topic.keys));
}

// main.ts
var board = new Board();
var figures = new Figures();
var hubs = new Hubs(watch);
var topics = new Topics(draw, showTail);
var streams = new Streams();
var tail = new Tail();
var publishing = new Publishing();
$("tailTab").hidden = !may("tail");
$("publishTab").hidden = !may("publish");
var tabs = new Tabs((name) => {
  tab = name;
  look();
  draw();
});
var tab = "topicsPanel";
var hub = "";
var live;
var isPaused = false;
var frame = 0;
function watch(name) {
  if (name === hub) return;
  hub = name;
  board.leave();
  connect();
  draw();
}
function connect() {
  live?.close();
  live = void 0;
  if (isPaused || document.hidden) return;
  board.begin();
  const address = new URL("live", root);
  if (hub !== "") address.searchParams.set("hub", hub);
  const opened = live = new DashboardHub(address, { temporaryStatuses: [429, 502, 503, 504], malformedData: "skip" });
  for (const type of ["declared", "hub", "store", "topic", "topic-gone", "stream", "stream-gone", "sse-gap", "sse-live"]) {
    opened.on(type, (event) => {
      if (opened !== live) return;
      board.take(event);
      draw();
    });
  }
  opened.on("sse-state", (state) => {
    if (opened === live) show(state);
  });
  opened.on("sse-error", () => {
    if (opened === live) show("closed", "closed: reload the page, you may have to sign in");
  });
}
function look() {
  tail.want(tab === "tailPanel" && !isPaused && !document.hidden);
}
function showTail(topic) {
  if (!may("tail")) return;
  tail.show(topic);
  tabs.choose("tailPanel");
}
function show(state, text = state) {
  $("state").dataset["state"] = state;
  say($("state"), text);
}
function draw() {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    hub ||= board.hubNames[0] ?? "";
    if (hub === "") return;
    hubs.draw(board, hub);
    figures.draw(board, hub);
    topics.draw(board, hub);
    streams.draw(board, hub);
    tail.draw(board, hub);
    publishing.draw(board, hub);
  });
}
$("pause").onclick = () => {
  isPaused = !isPaused;
  say($("pause"), isPaused ? "Go on" : "Pause");
  connect();
  look();
  if (isPaused) show("paused");
};
document.addEventListener("visibilitychange", () => {
  connect();
  look();
});
connect();
