/** Does everything that a page of ours must not do. */
document.body.setAttribute('style', 'color: red');
try {
  document.body[('inner' + 'HTML') as 'innerHTML'] = '<b>bold</b>';
} catch {
  // Trusted Types throw; the report is what matters here.
}
console.warn('a stray warning');
void Promise.reject(new Error('nobody waits for this'));
void fetch('/nothing-here').then(
  () => undefined,
  () => undefined,
);
setTimeout(() => {
  throw new Error('nobody catches this');
});
