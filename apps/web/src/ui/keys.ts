/** Single keys: off while typing, off while a dialog is open, and off where the user says so. */
import { useEffect, useRef } from 'react';

const setting = 'tandem-single-keys';

export function singleKeysAreOn(): boolean {
  return localStorage.getItem(setting) !== 'off';
}
export function switchSingleKeys(on: boolean): void {
  localStorage.setItem(setting, on ? 'on' : 'off');
}

/** The key that goes with K: Command on Apple's machines, Ctrl elsewhere. Both work everywhere. */
export const modifierKey: string = isApple(globalThis.navigator?.userAgent ?? '') ? '⌘' : 'Ctrl';
/** The key that is Option on Apple's machines and Alt elsewhere. */
export const altKey: string = modifierKey === '⌘' ? '⌥' : 'Alt ';

export function isApple(userAgent: string): boolean {
  return /Macintosh|iPhone|iPad/.test(userAgent);
}

export type Press = (event: KeyboardEvent) => void;

/** The name a key goes by in `useKeys`: "j", "Enter", "Escape", "?". */
export function keyName(event: Pick<KeyboardEvent, 'key'>): string {
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** Whether a key pressed here belongs to something else: text being typed, a dialog, a menu. */
export function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  return target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null;
}

/**
 * Listens on the page while the component is shown. Escape works even where single keys are off.
 * `isFirst` asks before what surrounds it, so that Escape leaves the innermost thing alone.
 */
export function useKeys(presses: Readonly<Record<string, Press>>, isFirst = false): void {
  const latest = useRef(presses);
  latest.current = presses;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTaken(event.target)) return;
      const name = keyName(event);
      if (name !== 'Escape' && !singleKeysAreOn()) return;
      const onControl =
        event.target instanceof HTMLElement && /^(A|BUTTON)$/.test(event.target.tagName);
      if (name === 'Enter' && onControl) return;
      const press = latest.current[name];
      if (press === undefined) return;
      event.preventDefault();
      press(event);
    };
    window.addEventListener('keydown', listen, isFirst);
    return () => window.removeEventListener('keydown', listen, isFirst);
  }, [isFirst]);
}

/** Where J and K go: one on, one back, stopping at both ends; -1 stands before the first. */
export function moved(index: number, by: 1 | -1, length: number): number {
  return Math.max(0, Math.min(length - 1, index + by));
}
