using Microsoft.Playwright;

namespace Sse.Tests;

/// <summary>The pictures in docs/images, taken anew when SNAPSHOT_UPDATE=1.</summary>
internal static class Picture
{
    public static bool IsWanted => Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1";

    public static async Task Take(IPage page, string sample, Look look)
    {
        if (!IsWanted) return;
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.ScreenshotAsync(new() { Path = Repository.PathOf($"docs/images/{sample}-{look}.png"), FullPage = true });
    }
}
