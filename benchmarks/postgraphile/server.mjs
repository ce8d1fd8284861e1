// D: PostGraphile 5 on Node 22, in its recommended preset, over row-level security (rules.sql).
// The viewer comes from a signed token, so no session is looked up, and no log is written: less work than the others do.
// With BENCH_LOG=1 it does their work: the session by its token and the log rows, in one statement before the read.
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { addPgTableCondition, addPgTableOrderBy } from "postgraphile/utils";

const { BENCH_HOST, BENCH_PORT, BENCH_USER, BENCH_DATABASE, BENCH_KEY, BENCH_LISTEN, BENCH_POOL, BENCH_LOG } = process.env;
const key = Buffer.from(BENCH_KEY, "hex");
const connection = { host: BENCH_HOST, port: Number(BENCH_PORT), database: BENCH_DATABASE };

/** The account of `Bearer <account>.<hmac>`, or "" for any other token. */
function viewer(authorization) {
  const [account, mac] = (authorization ?? "").slice(7).split(".");
  const wanted = createHmac("sha256", key).update(account).digest();
  const given = Buffer.from(mac ?? "", "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? account : "";
}

const LOG = `WITH viewer AS MATERIALIZED (
  SELECT a.id FROM session se JOIN account a ON a.id = se.account_id
  WHERE se.token_hash = $1 AND se.ended_at IS NULL AND se.expires_at > now() AND a.disabled_at IS NULL
    AND se.card_until > now() AND se.card_used_at > now() - interval '15 minutes'
), opened AS MATERIALIZED (
  SELECT st.patient_id, bit_or(st.standing) AS bits FROM viewer v CROSS JOIN LATERAL standings(v.id, now(), ARRAY['77']) st
  WHERE st.patient_id = ANY ($2::bigint[]) GROUP BY st.patient_id
), counted AS (
  INSERT INTO access_log_counter AS counter (patient_id, count) SELECT patient_id, 1 FROM opened ORDER BY patient_id
  ON CONFLICT (patient_id) DO UPDATE SET count = counter.count + 1 RETURNING counter.patient_id, counter.count
), logged AS (
  INSERT INTO access_log (patient_id, seq, at, account_id, standings, sections, request_id)
  SELECT o.patient_id, c.count, now(), v.id, o.bits, '{1,2,4}', gen_random_uuid()
  FROM counted c JOIN opened o ON o.patient_id = c.patient_id CROSS JOIN viewer v
) SELECT id FROM viewer`;
const log = BENCH_LOG && new pg.Pool({ ...connection, user: "postgres", min: Number(BENCH_POOL), max: Number(BENCH_POOL), idleTimeoutMillis: 0 });

/** The account of a session in force, its records' log rows written; "" for any other token. */
async function logged(authorization, variables) {
  const hash = createHash("sha256").update((authorization ?? "").slice(7)).digest();
  const { rows } = await log.query({ name: "log", text: LOG, values: [hash, Object.values(variables ?? {})] });
  return rows[0]?.id ?? "";
}

/** Newest first with the id as the tie-breaker, as the index has it. */
const NewestFirst = addPgTableOrderBy({ schemaName: "public", tableName: "record_entry" }, () => {
  const apply = (query) => {
    query.orderBy({ attribute: "event_date", direction: "DESC" });
    query.orderBy({ attribute: "id", direction: "DESC" });
    query.setOrderIsUnique?.();
  };
  return { NEWEST_FIRST: { extensions: { grafast: { apply } } } };
});

/** Entries of the fifteen sections, as the timeline's index has them. */
const InSections = addPgTableCondition({ schemaName: "public", tableName: "record_entry" }, "inSections", (build) => ({
  type: build.graphql.GraphQLBoolean,
  apply: ($condition, value) => {
    const { sql } = build;
    if (value) $condition.where(sql`${$condition.alias}.kind <= 15`);
  },
}));

const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [NewestFirst, InSections],
  // The Node interface is not asked for; columns without an index of their own may order and filter here.
  disablePlugins: ["NodePlugin", "AddNodeInterfaceToSuitableTypesPlugin", "PgIndexBehaviorsPlugin"],
  pgServices: [
    makePgService({
      poolConfig: {
        ...connection,
        user: BENCH_USER,
        min: Number(BENCH_POOL),
        max: Number(BENCH_POOL),
        idleTimeoutMillis: 0,
      },
      schemas: ["public"],
    }),
  ],
  grafast: {
    explain: false,
    context: log
      ? async (ctx, args) => ({
          pgSettings: { "medcard.viewer": await logged(ctx.node?.req.headers.authorization, args?.variableValues) },
        })
      : (ctx) => ({ pgSettings: { "medcard.viewer": viewer(ctx.node?.req.headers.authorization) } }),
  },
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
};

const pgl = postgraphile(preset);
const serv = pgl.createServ(grafserv);
const server = createServer({ keepAlive: true, keepAliveTimeout: 600_000 });
server.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
await serv.addTo(server);
if (process.argv[2] === "--schema") {
  const { printSchema } = await import("postgraphile/graphql");
  console.log(printSchema(await pgl.getSchema()));
  process.exit(0);
}
server.listen(Number(BENCH_LISTEN), "127.0.0.1", () => console.log("listening"));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
