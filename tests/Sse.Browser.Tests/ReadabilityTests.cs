namespace Sse.Tests;

/// <summary>The check itself: what it must find, and what it must let pass.</summary>
public class ReadabilityTests(Chromium chromium)
{
    [Theory]
    [InlineData("<p style='color:#999'>pale</p>", "p 'pale' has a contrast of 2.85")]
    [InlineData("<p style='opacity:.4;color:#000'>faint</p>", "p 'faint' has a contrast of 2.85")]
    [InlineData("<button><b></b></button>", "button '' has no name")]
    [InlineData("<input type=range style='height:30px'>", "input '' has no name")]
    [InlineData("<progress></progress>", "progress '' has no name")]
    [InlineData("<button style='height:20px;color:#000'>small</button>", "button 'small' is too small to hit")]
    [InlineData("<script>noSuchFunction()</script>", "a script failed: Uncaught ReferenceError: noSuchFunction is not defined")]
    [InlineData("<p style='width:500px'>wide</p>", "p 'wide' is cut off")]
    [InlineData("<p style='width:50px;overflow:hidden;white-space:nowrap'>too long for it</p>", "p 'too long for it' is cut off")]
    [InlineData("<p style='width:50px;white-space:nowrap'>over its edge</p>", "p 'over its edge' is cut off")]
    public async Task A_problem_is_found(string body, string problem)
    {
        var page = await chromium.NewPage(new Look(IsPhone: true, IsDark: false));
        await page.GotoAsync(PageOf($"<body style='background:#fff'>{body}"));
        (await Readability.ProblemsOf(page)).ShouldContain(problem);
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_is_fine_passes()
    {
        var page = await chromium.NewPage(new Look(IsPhone: true, IsDark: true));
        await page.GotoAsync(PageOf("<body style='background:#222;color:#ddd'><p>text</p><label>pace <input type=range style='height:30px'></label>"));
        await page.ShouldBeReadable();
        await page.CloseAsync();
    }

    private static string PageOf(string body) => "data:text/html," + Uri.EscapeDataString($"<!doctype html><meta name=viewport content='width=device-width'>{body}");
}
