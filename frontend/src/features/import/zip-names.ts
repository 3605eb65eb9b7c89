/** Marks of PKWARE's APPNOTE (4.3.12 to 4.3.16). */
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;

/**
 * What the entries of an archive are called, in the order of its directory. Throws RangeError where the
 * directory is damaged.
 */
export function namesOfZip(archive: Uint8Array): readonly string[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const { entries, offset } = directoryOf(view);
  const names: string[] = [];
  for (let at = offset; names.length < entries;) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError("no entry of a directory");
    const name = at + 46;
    const extra = name + view.getUint16(at + 28, true);
    names.push(readableName(archive.subarray(name, extra)));
    at = extra + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return names;
}

interface Directory {
  readonly entries: number;
  readonly offset: number;
}

function directoryOf(view: DataView): Directory {
  let end = view.byteLength - 22;
  while (view.getUint32(end, true) !== END) end -= 1;
  const zip64 = end >= 20 && view.getUint32(end - 20, true) === ZIP64_LOCATOR;
  // An archive is far below 4 GiB: the lower half of each number says all.
  const zip64End = zip64 ? view.getUint32(end - 12, true) : 0;
  return zip64 && view.getUint32(zip64End, true) === ZIP64_END
    ? {
        entries: view.getUint32(zip64End + 32, true),
        offset: view.getUint32(zip64End + 48, true),
      }
    : { entries: view.getUint16(end + 8, true), offset: view.getUint32(end + 16, true) };
}

/**
 * Names that are no UTF-8 are in the code page of DOS that Windows packs with: Explorer and 7-Zip do so
 * still. Whether bytes are UTF-8 tells more than the archive's mark for it, which macOS leaves out.
 */
export function readableName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, inCodePage850).join("");
  }
}

function inCodePage850(byte: number): string {
  return UPPER_HALF[byte - 0x80] ?? String.fromCharCode(byte);
}

/**
 * The upper half of Western Europe's code page. It has every Latin letter of the APPNOTE's own page 437
 * (that of the United States) in the same place, and Á, Ó, ã or Ø besides, where 437 has lines and
 * formulas. An archive does not say its page; names packed with a further one, such as Poland's 852,
 * come out wrong and are seen in the plan.
 */
const UPPER_HALF =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»" +
  "░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀" +
  "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";
