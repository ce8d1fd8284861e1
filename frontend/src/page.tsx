import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import { Failed } from './ui/States';

/** A page that comes when first needed; without a connection, a page that says so. */
export const page = (load: () => Promise<{ default: ComponentType }>) =>
  lazy(() => load().catch(() => ({ default: Unreached })));

function Unreached() {
  return <Failed failure={{ kind: 'offline' }} retry={() => location.reload()} />;
}
