/** @returns whether it worked. Without HTTPS browsers have no clipboard to write to, but still the older command. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard === undefined) {
    return copyByCommand(text);
  }

  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copyByCommand(text),
  );
}

function copyByCommand(text: string): boolean {
  let isCopied = false;
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isCopied = true;
  };
  document.addEventListener('copy', put, { capture: true });
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return isCopied;
}
