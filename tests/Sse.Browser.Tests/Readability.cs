using Microsoft.Playwright;

namespace Sse.Tests;

/// <summary>What can be read and used on a page by whoever looks at it: WCAG 2.2's contrast (1.4.3), names (4.1.2), target size (2.5.8) and reflow (1.4.10).</summary>
internal static class Readability
{
    private const string Check = """
        () => {
          const problems = [], width = document.documentElement.clientWidth;
          const say = (element, problem) => problems.push(`${element.tagName.toLowerCase()} '${element.textContent.trim().slice(0, 20)}' ${problem}`);
          const colour = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const over = (top, under) => ({ ...Object.fromEntries(['r', 'g', 'b'].map(c => [c, top[c] * top.a + under[c] * (1 - top.a)])), a: 1 });
          const light = ({ r, g, b }) => [r, g, b].map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const behind = element => {
            if (!element) return { r: 255, g: 255, b: 255, a: 1 };
            const style = getComputedStyle(element);
            if (style.backgroundImage !== 'none') say(element, 'has a background that this check can not see');
            const own = colour(style.backgroundColor);
            return own.a === 1 ? own : over(own, behind(element.parentElement));
          };
          const opacity = element => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;

          const visible = [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && getComputedStyle(e).clipPath === 'none' && !['SCRIPT', 'STYLE'].includes(e.tagName));
          for (const element of visible) {
            const { left, right } = element.getBoundingClientRect();
            if (left < -.5 || right > width + .5 || element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) say(element, 'is cut off');
            if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
            const back = behind(element), front = colour(getComputedStyle(element).color);
            const [dark, bright] = [light(back), light(over({ ...front, a: front.a * opacity(element) }, back))].sort((a, b) => a - b);
            const contrast = (bright + .05) / (dark + .05);
            if (contrast < 4.5) say(element, `has a contrast of ${contrast.toFixed(2)}`);
          }
          for (const control of visible.filter(e => e.matches('button, input, select, textarea, a[href], progress, meter'))) {
            const labelled = control.getAttribute('aria-labelledby')?.split(' ').map(id => document.getElementById(id)?.textContent ?? '').join('');
            const name = labelled || control.ariaLabel || [...control.labels ?? []].map(label => label.textContent).join('') || (control.matches('button, a') && control.textContent);
            if (!name || !name.trim()) say(control, 'has no name');
            if (control.matches('button, input') && control.getBoundingClientRect().height < 24) say(control, 'is too small to hit');
          }
          if (document.documentElement.scrollWidth > width) problems.push(`the page is ${document.documentElement.scrollWidth} wide`);
          if (document.documentElement.dataset.error) problems.push(`a script failed: ${document.documentElement.dataset.error}`);
          return problems;
        }
        """;

    public static async Task ShouldBeReadable(this IPage page) => (await ProblemsOf(page)).ShouldBeEmpty();

    public static Task<string[]> ProblemsOf(IPage page) => page.EvaluateAsync<string[]>(Check);
}
