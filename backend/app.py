"""The ASGI application: GraphQL, the page and, in demo mode, the simulator and its outbox."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from backend.clock import now
from backend.database import Address, open_pool, open_read_pool
from backend.demo_facts import cast_facts
from backend.demo_outbox import Outbox
from backend.documents import Documents, load_trusted
from backend.execution import Executor
from backend.exports.download import ExportDownload
from backend.exports.share_endpoint import ShareEndpoint
from backend.faults import Faults
from backend.files import DocumentDownload
from backend.graphql_schema import graphql_schema
from backend.http import GraphQLEndpoint
from backend.limits import Limits
from backend.loopback import LoopbackHosts
from backend.outside import SIMULATOR, registries_of
from backend.photo_uploads import RequestPhotos
from backend.policy.sealing import CursorSealer, IdSealer
from backend.provider_callback import ProviderCallback
from backend.reads.connections import ReadConnections
from backend.reads.documents import DocumentReader
from backend.reads.reader import Reader
from backend.registries.simulator.simulator import Simulator
from backend.service_certificates import ServiceCertificate
from backend.services.notices.rules import row_policy
from backend.services.vault import Vault
from backend.settings import Settings
from backend.static_files import GRAPHIQL_POLICY, WebPage
from backend.subscriptions.desk import SubscriptionDesk
from backend.subscriptions.event_stream import EventStreams
from backend.subscriptions.websocket import SubscriptionSockets

WEB = Path(__file__).parent / "web"
GRAPHIQL = Path(__file__).parent / "graphiql"


def create_app(
    settings: Settings, address: Address, clock: Callable[[], dt.datetime] = now, web: Path = WEB
) -> Starlette:
    """The application over one database. Its pools open when it starts and close when it ends."""
    schema, model = graphql_schema()
    limits = Limits(
        settings.graphql_max_depth,
        settings.graphql_max_aliases,
        settings.graphql_max_directives,
        settings.graphql_max_fragments,
        settings.graphql_max_cost,
    )
    documents = Documents(
        schema._schema,
        limits,
        settings.graphql_max_tokens,
        settings.document_cache_size,
        load_trusted(web / "trusted-documents.json"),
    )
    simulator = Simulator(clock=clock) if settings.demo else None
    registries = registries_of(settings)
    endpoints: dict[str, Callable[[Scope, Receive, Send], object]] = {}

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        reads = ReadConnections(await open_read_pool(address, settings.db_pool_size), settings.db_pool_size)
        writes = await open_pool(address, settings.db_pool_size, "medcard-write")
        try:
            policy = await row_policy(writes, sensitive_teen=settings.sensitive_teen, teen_hide=settings.teen_hide)
            reader = Reader(
                reads,
                model,
                policy,
                IdSealer(settings.key("id")),
                CursorSealer(settings.key("cursor")),
                settings.accepted_policy_regions,
                settings.plan_cache_size,
            )
            executor = Executor(settings, schema, documents, reader, writes, registries, clock)
            desk = SubscriptionDesk(address, writes, executor, clock)
            endpoint = GraphQLEndpoint(settings, documents, executor, EventStreams(desk))
            endpoints["graphql"] = endpoint
            endpoints["sockets"] = SubscriptionSockets(desk, endpoint)
            app.state.subscriptions = desk
            endpoints["files"] = DocumentDownload(
                endpoint, DocumentReader(reader, reads, IdSealer(settings.key("id"))), clock
            )
            endpoints["exports"] = ExportDownload(
                endpoint, writes, reader, Vault(settings.key("vault")), IdSealer(settings.key("id")), clock
            )
            endpoints["share"] = ShareEndpoint(endpoint, writes, reader, settings, clock)
            endpoints["services"] = ServiceCertificate(endpoint, reader, clock)
            endpoints["photos"] = RequestPhotos(
                endpoint, writes, Vault(settings.key("vault")), IdSealer(settings.key("id")), clock
            )
            endpoints["provider"] = ProviderCallback(
                endpoint,
                settings.origin,
                writes,
                registries,
                Vault(settings.key("vault")),
                IdSealer(settings.key("id")),
                clock,
            )
            if simulator is not None:
                endpoints["outbox"] = Outbox(writes, simulator)
                simulator.tell(await cast_facts(writes, clock().date()))
            async with desk.open():
                yield
        finally:
            await registries.close()
            await reads.close()
            await writes.close()

    class Late:
        """An endpoint that exists once the application has started."""

        def __init__(self, name: str) -> None:
            self._name = name

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await endpoints[self._name](scope, receive, send)  # type: ignore[misc]

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    routes: list[Route | WebSocketRoute | Mount] = [
        Route("/graphql", Late("graphql")),
        WebSocketRoute("/graphql", Late("sockets")),
        Route("/files/{document}", Late("files")),
        Route("/exports/{export}", Late("exports")),
        Route("/share/files/{file}", Late("share")),
        Route("/share/{link}", Late("share")),
        Route("/certificates/services/{patient}", Late("services")),
        Route("/access-requests/{request}/photo", Late("photos")),
        Route("/sign-in/provider/{provider}", Late("provider")),
        Route("/health", health),
    ]
    if simulator is not None:
        routes.append(Route("/demo/outbox", Late("outbox")))
        routes.append(Mount(SIMULATOR, simulator.app))
        routes.append(Route("/graphiql", RedirectResponse("/graphiql/")))
        routes.append(Mount("/graphiql", WebPage(GRAPHIQL, settings.secure_cookies, "/graphiql", GRAPHIQL_POLICY)))
    routes.append(Mount("/", WebPage(web, settings.secure_cookies)))
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Faults), *([Middleware(LoopbackHosts, settings.origin)] if settings.demo else [])],
    )
    app.state.registries, app.state.simulator = registries, simulator
    return app
