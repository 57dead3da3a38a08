/** Work done of all work, in bytes weighed by what they cost, and the part under way. */
export type OnProgress = (done: number, total: number, what: string) => void;

/**
 * Parts of known weight, one after another. A part moves by what goes through it, never past its weight (a table's rows as text are not
 * its size on the disk), and between any two chunks the work can be called off: then the signal's reason is thrown.
 */
export function meter(total: number, onProgress: OnProgress, signal?: AbortSignal) {
  let before = 0;
  const part = (what: string, weight: number) => {
    let within = 0;
    const show = (more: number) => {
      signal?.throwIfAborted();
      within = Math.min(within + more, weight);
      onProgress(Math.min(before + within, total), total, what);
    };
    return {
      show,
      end: () => {
        show(weight);
        before += weight;
      },
    };
  };
  return {
    part,
    async *through(what: string, weight: number, chunks: AsyncIterable<Buffer>, cost = 1): AsyncGenerator<Buffer> {
      const { show, end } = part(what, weight);
      show(0);
      for await (const chunk of chunks) {
        yield chunk;
        show(chunk.length * cost);
      }
      end();
    },
    end: (what: string) => onProgress(total, total, what),
  };
}
