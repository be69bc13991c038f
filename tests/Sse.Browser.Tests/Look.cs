using Microsoft.Playwright;

namespace Sse.Tests;

/// <summary>How a page is looked at: on which screen, and in which of the colours that a system can ask for.</summary>
public sealed record Look(bool IsPhone, bool IsDark)
{
    private static readonly ViewportSize Desktop = new() { Width = 1100, Height = 800 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    public static TheoryData<Look> All => [new Look(false, false), new Look(false, true), new Look(true, false), new Look(true, true)];

    public BrowserNewPageOptions Options => new()
    {
        ViewportSize = IsPhone ? Phone : Desktop,
        ColorScheme = IsDark ? ColorScheme.Dark : ColorScheme.Light,
        HasTouch = IsPhone,
        IsMobile = IsPhone,
        DeviceScaleFactor = IsPhone ? 2 : 1,
        IgnoreHTTPSErrors = true,
    };

    public override string ToString() => $"{(IsPhone ? "phone" : "desktop")}-{(IsDark ? "dark" : "light")}";
}
