import { invalidPage } from './list-params.js';

/** Where a page stands in the whole, as authentik tells it: `next` and `previous` are 0 where there is none. */
export interface Pagination {
  next: number;
  previous: number;
  count: number;
  current: number;
  total_pages: number;
  start_index: number;
  end_index: number;
}

/** @throws ApiError 404 for a page after the last one */
export function pagination(page: number, size: number, count: number): Pagination {
  const pages = Math.max(1, Math.ceil(count / size));
  if (page > pages) throw invalidPage();
  const offset = (page - 1) * size;
  return {
    next: page < pages ? page + 1 : 0,
    previous: page - 1,
    count,
    current: page,
    total_pages: pages,
    start_index: count === 0 ? 0 : offset + 1,
    end_index: Math.min(offset + size, count),
  };
}
