/** Light or dark as it is now, for pictures that cannot read CSS variables. */
import { useComputedColorScheme } from '@mantine/core';

export function useScheme(): 'light' | 'dark' {
  return useComputedColorScheme('light');
}
