/** Reads a body; null when it is longer than `limit` bytes. It is read to its end then, or the refusal would not arrive, but not kept. */
export async function readBytes(request: AsyncIterable<Buffer>, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  return size > limit ? null : Buffer.concat(chunks);
}
