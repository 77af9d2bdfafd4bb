// Notion's own JavaScript client, put through the calls that Darcy makes. What it says of each is asserted here, by
// its own type guards where it has them, and printed as a line of JSON.
//
// NOTION_BASE_URL, NOTION_TOKEN and NOTION_DATABASE say where; WITNESS_PAGES names the pages that a fault waits for.

import assert from "node:assert/strict";
import {
  APIErrorCode,
  Client,
  collectPaginatedAPI,
  isFullComment,
  isFullDatabase,
  isFullDataSource,
  isFullPage,
  isFullPageOrDataSource,
  isFullUser,
  isHTTPResponseError,
  isNotionClientError,
  iterateAllDataSourceRows,
  LogLevel,
} from "@notionhq/client";

const { NOTION_BASE_URL: baseUrl, NOTION_TOKEN: auth, NOTION_DATABASE: database_id } = process.env;
const faulty = JSON.parse(process.env.WITNESS_PAGES);
const NOBODY = "00000000-0000-4000-8000-000000000000";
const warnings = [];

function client(options) {
  const logger = (level, message) => warnings.push(message);
  const retry = { maxRetries: 2, initialRetryDelayMs: 1, maxRetryDelayMs: 10 };
  const notionVersion = "2026-03-11";
  return new Client({ auth, baseUrl, notionVersion, retry, logLevel: LogLevel.WARN, logger, ...options });
}

function tell(call, told) {
  console.log(JSON.stringify({ call, ...told }));
}

function titleOf(page) {
  assert(isFullPage(page), "a page is whole");
  const [title] = Object.values(page.properties).filter((value) => value.type === "title");
  return title.title.map((text) => text.plain_text).join("");
}

// The error that a call ends in, with what the client reads out of it.
async function refusal(call, asking) {
  const error = await asking.then(
    () => assert.fail(`${call} was answered`),
    (thrown) => thrown,
  );
  assert(isNotionClientError(error), String(error));
  assert(isHTTPResponseError(error));
  assert.match(error.request_id, /^[0-9a-f-]{36}$/);
  tell(call, { code: error.code, status: error.status, data: error.additional_data ?? null });
  return error;
}

const notion = client();

async function readPeople() {
  const me = await notion.users.me({});
  assert(isFullUser(me) && me.type === "bot");
  tell("users.me", { name: me.name });

  const people = await collectPaginatedAPI(notion.users.list, { page_size: 3 });
  assert(people.every(isFullUser));
  tell("users.list", { names: people.filter((each) => each.type === "person").map((each) => each.name) });

  const first = await notion.users.retrieve({ user_id: people[0].id });
  assert.deepEqual({ ...first, request_id: undefined }, { ...people[0], request_id: undefined });
  tell("users.retrieve", { name: first.name });
}

async function readBoard() {
  const database = await notion.databases.retrieve({ database_id });
  assert(isFullDatabase(database));
  const data_source_id = database.data_sources[0].id;
  tell("databases.retrieve", { sources: database.data_sources.length });

  const source = await notion.dataSources.retrieve({ data_source_id });
  assert(isFullDataSource(source));
  assert.deepEqual(source.parent, { type: "database_id", database_id });
  tell("dataSources.retrieve", { status: source.properties.Status.status.options.map((each) => each.name) });
  return { data_source_id, source };
}

async function query(data_source_id) {
  const open = {
    and: [
      { property: "Status", status: { does_not_equal: "Done" } },
      { or: [{ property: "Assignee", people: { is_not_empty: true } }, { property: "Due", date: { past_week: {} } }] },
    ],
  };
  const sorts = [{ property: "Due", direction: "ascending" }, { timestamp: "created_time", direction: "descending" }];
  const asked = { data_source_id, filter: open, sorts, page_size: 4 };
  const found = await collectPaginatedAPI(notion.dataSources.query, asked);
  tell("dataSources.query", { titles: found.map(titleOf) });

  const all = [];
  for await (const row of iterateAllDataSourceRows(notion, { data_source_id })) all.push(titleOf(row));
  tell("iterateAllDataSourceRows", { titles: all });

  const hits = await notion.search({ query: "poster", filter: { property: "object", value: "page" }, page_size: 5 });
  assert(hits.results.every(isFullPageOrDataSource));
  tell("search", { titles: hits.results.map(titleOf) });
}

async function write(data_source_id, source) {
  const [assignee] = (await notion.users.list({})).results.filter((each) => each.type === "person");
  const made = await notion.pages.create({
    parent: { type: "data_source_id", data_source_id },
    properties: {
      Task: { title: [{ text: { content: "Call the witness" } }] },
      Status: { status: { name: "In progress" } },
      Assignee: { people: [{ id: assignee.id }] },
      Due: { date: { start: "2026-11-20" } },
    },
  });
  tell("pages.create", { title: titleOf(made), due: made.properties.Due.date.start });

  const page_id = made.id;
  const updated = await notion.pages.update({ page_id, properties: { Due: { date: null } } });
  tell("pages.update", { title: titleOf(updated), due: updated.properties.Due.date });

  const item = await notion.pages.properties.retrieve({ page_id, property_id: source.properties.Assignee.id });
  assert.equal(item.object, "list");
  assert.deepEqual(item.results.map((each) => each.people.id), [assignee.id]);
  const { status } = await notion.pages.properties.retrieve({ page_id, property_id: source.properties.Status.id });
  tell("pages.properties.retrieve", { status: status.name });

  const thrown = await notion.pages.update({ page_id, in_trash: true });
  const restored = await notion.pages.update({ page_id, in_trash: false });
  tell("pages.update in_trash", { seen: [thrown.in_trash, restored.in_trash] });

  const read = await notion.pages.retrieve({ page_id });
  assert.equal(read.in_trash, false);
  tell("pages.retrieve", { title: titleOf(read), status: read.properties.Status.status.name });
  return page_id;
}

async function comment(page_id) {
  const text = { text: { content: "I saw it." } };
  const made = await notion.comments.create({ parent: { page_id }, rich_text: [text] });
  assert(isFullComment(made));
  const me = await notion.users.me({});
  assert.equal(made.created_by.id, me.id);

  const { discussion_id } = made;
  await notion.comments.create({ discussion_id, rich_text: [{ text: { content: "So did I." } }] });
  const said = await collectPaginatedAPI(notion.comments.list, { block_id: page_id, page_size: 1 });
  assert(said.every(isFullComment));
  assert.deepEqual(said.map((each) => each.discussion_id), [discussion_id, discussion_id]);
  tell("comments.list", { texts: said.map((each) => each.rich_text[0].plain_text) });
}

async function beRefused(data_source_id) {
  const parent = { type: "data_source_id", data_source_id };
  const wrong = await refusal("400", notion.pages.create({ parent, properties: { Nonsense: { number: 5 } } }));
  assert.equal(wrong.code, APIErrorCode.ValidationError);
  const stranger = await refusal("401", client({ auth: "ntn_other" }).users.me({}));
  assert.equal(stranger.code, APIErrorCode.Unauthorized);
  const missing = await refusal("404", notion.pages.retrieve({ page_id: NOBODY }));
  assert.equal(missing.code, APIErrorCode.ObjectNotFound);
  const busy = await refusal("409", notion.pages.update({ page_id: faulty.conflict, in_trash: true }));
  assert.equal(busy.code, APIErrorCode.ConflictError);
}

async function wait(data_source_id) {
  const impatient = client({ retry: false });
  const limited = await refusal("429", impatient.pages.retrieve({ page_id: faulty.rate_limited }));
  assert.equal(limited.code, APIErrorCode.RateLimited);
  assert.equal(limited.headers.get("retry-after"), "1");
  tell("429 retried", { title: titleOf(await notion.pages.retrieve({ page_id: faulty.rate_limited })) });
  tell("529 retried", { title: titleOf(await notion.pages.retrieve({ page_id: faulty.overloaded })) });
  tell("503 retried", { title: titleOf(await notion.pages.retrieve({ page_id: faulty.unavailable })) });

  const parent = { type: "data_source_id", data_source_id };
  const down = await refusal("503 on a create", notion.pages.create({ parent, properties: {} }));
  assert.equal(down.code, APIErrorCode.ServiceUnavailable);
  const page = await notion.pages.retrieve({ page_id: down.additional_data.committed_resource_id });
  tell("503 looked up", { title: titleOf(page) });
}

await readPeople();
const { data_source_id, source } = await readBoard();
await query(data_source_id);
await wait(data_source_id);
await comment(await write(data_source_id, source));
await beRefused(data_source_id);
tell("end", { warnings: warnings.filter((each) => each !== "request fail") });
