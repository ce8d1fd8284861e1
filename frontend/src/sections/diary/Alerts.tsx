import type { DiarySavedFragment } from '../../gen/graphql';
import { Notice } from '../../ui/Notice';

/** What a figure is worth a word for, in the server's words: no diagnosis, and what to do next. */
export function Alerts({ alerts }: Pick<DiarySavedFragment, 'alerts'>) {
  return (
    <>
      {alerts.map(({ code, message }) => (
        <Notice key={code} tone="warn">
          {message}
        </Notice>
      ))}
    </>
  );
}
