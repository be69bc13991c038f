using Microsoft.Playwright;

namespace Sse.Tests.Dashboard;

/// <summary>Waits for what a page shows whose policy forbids what Playwright's own waiting does: to compile text.</summary>
internal static class PageWait
{
    public static async Task Until(this IPage page, string condition)
    {
        var outcome = await page.EvaluateAsync<string>($$"""
            () => new Promise(done => {
              const end = performance.now() + 30_000;
              const look = () => ({{condition}}) ? done('') : performance.now() > end ? done(document.body.innerText) : setTimeout(look, 50);
              look();
            })
            """);
        if (outcome.Length > 0) Assert.Fail($"Waited in vain for: {condition}\n{outcome}");
    }
}
