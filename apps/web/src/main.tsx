import '@fontsource-variable/inter/opsz.css';
import './theme/mantine.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, type AnyRoute } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueries } from './api.ts';
import { createPages } from './router.tsx';
import { askMe } from './shell/session.ts';
import { cssVariables, theme } from './theme/theme.ts';

const Toasts = lazy(async () => {
  await untilIdle();
  return { default: (await import('./ui/Toasts.tsx')).Toasts };
});
const queries = createQueries();
const pages = createPages(queries);
preloadPage();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={pages} />
        <Suspense>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

/** The code of the page in the address comes while the server is asked who this is. */
function preloadPage(): void {
  const routes: Readonly<Record<string, AnyRoute>> = pages.routesById;
  const matches: readonly { readonly routeId: string }[] = pages.matchRoutes(pages.latestLocation);
  if (matches.some(({ routeId }) => routeId === '/p/$project')) askMe(queries);
  for (const { routeId } of matches) {
    const route = routes[routeId];
    if (route !== undefined) pages.loadRouteChunk(route)?.catch(() => undefined);
  }
}

/** What nobody sees yet leaves the first seconds to the page. */
function untilIdle(): Promise<unknown> {
  return new Promise((idle) => setTimeout(idle, 2000));
}
