import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair } from 'yaml';
import type { ManifestNode, MapEntry } from '@jujube/core/manifest/manifest-node.js';
import { refuseAt, type Place } from '@jujube/core/manifest/place.js';

const MOST_BYTES = 64 * 1024;
/** Aliases may repeat a part, and parts of it again: what they stand for is counted. */
const MOST_VALUES = 10_000;
const DEEPEST = 32;
/** What cannot be stored: NUL, and half a surrogate pair. */
const NO_TEXT = /\0|\p{Surrogate}/u;

/** YAML 1.2, and so JSON, as values with their lines. Throws `invalid_params` that begins with file and line. */
export function readYaml(text: string, file: string): ManifestNode {
  const start = { file, line: 1 };
  if (Buffer.byteLength(text) > MOST_BYTES) refuseAt(start, `is larger than ${MOST_BYTES / 1024} KiB`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [mistake] = [...document.errors, ...document.warnings];
  if (mistake) refuseAt({ file, line: lines.linePos(mistake.pos[0]).line }, mistake.message);
  if (document.contents === null) return { kind: 'scalar', place: start, value: null, text: '' };
  return new Reader(document, lines, file).read(document.contents, start);
}

class Reader {
  private values = 0;

  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly file: string,
  ) {}

  read(node: Node | null, around: Place, depth = 1): ManifestNode {
    const place = this.placeOf(node, around);
    this.values += 1;
    if (this.values > MOST_VALUES) refuseAt(place, `more than ${MOST_VALUES} values are too many`);
    if (depth > DEEPEST) refuseAt(place, `nested deeper than ${DEEPEST} levels`);
    if (isAlias(node)) return this.read(node.resolve(this.document) ?? null, place, depth + 1);
    if (isMap<Node, Node | null>(node)) {
      return { kind: 'map', place, entries: node.items.map((pair) => this.readPair(pair, place, depth)) };
    }
    if (isSeq<Node>(node)) {
      return { kind: 'list', place, items: node.items.map((item) => this.read(item, place, depth + 1)) };
    }
    return this.readScalar(node, place);
  }

  private readPair({ key, value }: Pair<Node, Node | null>, around: Place, depth: number): MapEntry {
    const place = this.placeOf(key, around);
    const name = this.readScalar(key, place);
    return {
      key: typeof name.value === 'string' ? name.value : name.text,
      place,
      value: this.read(value, place, depth + 1),
    };
  }

  private readScalar(node: Node | null, place: Place): Extract<ManifestNode, { kind: 'scalar' }> {
    if (node === null) return { kind: 'scalar', place, value: null, text: '' };
    const value: unknown = isScalar(node) ? node.value : undefined;
    const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
    if (!isScalar(node) || !isPlain) return refuseAt(place, 'this can neither be a key nor a value here');
    if (typeof value === 'string' && NO_TEXT.test(value)) refuseAt(place, 'this text holds a character that is none');
    return {
      kind: 'scalar',
      place,
      value: value as string | number | boolean | null,
      text: node.source ?? String(value),
    };
  }

  /** A value that stands on its key's line or is not there at all stands where its key does. */
  private placeOf(node: Node | null, around: Place): Place {
    const start = node?.range?.[0];
    return start === undefined ? around : { file: this.file, line: this.lines.linePos(start).line };
  }
}
