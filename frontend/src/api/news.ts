/** Between the bell and the list of this page: `added` when one has come, `read` when some were marked as read. */
export const news = new EventTarget();
