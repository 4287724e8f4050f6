import type { MessageTone } from './tone-sign.ts';

/** A form that takes something back; it works without JavaScript too. */
export interface UndoForm {
  action: string;
  fields: Record<string, string>;
  label?: string;
}

export interface ToastMessage {
  text: string;
  tone?: MessageTone;
  /** Either a form to send or a function to run. */
  undo?: UndoForm | { run: () => void; label?: string };
  /** How long it stays when nothing holds it, in seconds. Never under ten. */
  seconds?: number;
}

export interface Toast extends ToastMessage {
  id: number;
}

/** The messages in the corner. In the browser only: what the server has to say travels as a flash. */
class Toasts {
  #next = 1;
  items = $state<Toast[]>([]);

  add(message: ToastMessage): number {
    const id = this.#next++;
    this.items.push({ ...message, id });
    return id;
  }

  dismiss(id: number): void {
    this.items = this.items.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
