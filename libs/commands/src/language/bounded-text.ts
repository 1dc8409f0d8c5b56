/** Collects text up to a size, so that no command can fill the memory of a server. */
export class BoundedText {
  private text = '';
  private isCut = false;

  constructor(private readonly maxCharacters: number) {}

  add(text: string): void {
    const room = this.maxCharacters - this.text.length;
    if (text.length > room) this.isCut = true;
    if (room > 0) this.text += text.slice(0, room);
  }

  toString(): string {
    return this.isCut ? `${this.text}\n[cut after ${this.maxCharacters} characters]\n` : this.text;
  }
}
