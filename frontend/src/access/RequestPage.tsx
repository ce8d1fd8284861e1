import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useLive } from '../api/live';
import { useRead } from '../api/read';
import { useViewerAgain } from '../api/viewer';
import { paths } from '../paths';
import { NotFound } from '../ui/NotFound';
import { Loaded } from '../ui/States';
import Draft from './draft/Draft';
import { CHANGED, REQUEST, type Request } from './request';
import Status from './status/Status';
import { isDraft, nextPage } from './steps';

/** One request: its next question while it is a draft, how far it is afterwards. Changes show by themselves. */
export default function RequestPage() {
  const { requestId = '', step } = useRoute().params;
  const { route } = useLocation();
  const read = useRead(REQUEST, { id: requestId });
  const [newer, setNewer] = useState<Request>();
  const reload = useCallback(() => {
    setNewer(undefined);
    read.retry();
  }, [read.retry]);
  useLive(CHANGED, { id: requestId }, (data) => (data ? setNewer(data.accessRequestChanged) : reload()));

  const found = read.state === 'ready' ? read.data.viewer?.accessRequest : undefined;
  const request = newer?.id === requestId ? newer : found;
  useRights(request?.state);

  function become(next: Request, on = false) {
    setNewer(next);
    if (on) route(isDraft(next) ? paths.request(next.id, nextPage(next)) : paths.request(next.id));
  }

  return (
    <Loaded read={read}>
      {({ accessService: service, viewer }) => {
        if (!request || !viewer) return <NotFound />;
        const props = { request, become, reload };
        if (!isDraft(request)) return <Status {...props} />;
        return <Draft {...props} asked={step} service={service} viewer={viewer} />;
      }}
    </Loaded>
  );
}

/** What a request gave or ended changes what the viewer may open. */
function useRights(state: Request['state'] | undefined) {
  const again = useViewerAgain();
  const known = useRef(state);
  useEffect(() => {
    if (known.current && state && known.current !== state) again();
    known.current = state;
  }, [state, again]);
}
