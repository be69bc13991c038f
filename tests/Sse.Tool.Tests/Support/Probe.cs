using Sse.Tool.Checks;
using Sse.Tool.Recordings;
using Sse.Tool.Reports;

namespace Sse.Tests.Support;

/// <summary>Runs one check against a server.</summary>
internal static class Probe
{
    /// <summary>For what never comes: long enough for all that does.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    public static CheckSettings Impatient(CheckSettings settings) => settings with { Visitor = settings.Visitor with { Timeout = Short } };

    public static async Task<Finding> RunAsync(string check, StreamServer server, FakeTimeProvider? time = null, Func<CheckSettings, CheckSettings>? with = null)
    {
        var settings = new CheckSettings(new VisitorSettings(server.Address) { Timeout = TimeSpan.FromSeconds(30), IsInsecure = true }) { Time = time ?? TimeProvider.System };
        if (with is not null) settings = with(settings);
        using var visitor = new Visitor(settings.Visitor, settings.Time);
        await using var watch = await visitor.OpenAsync(Visit.Stream(), decode: null, TestContext.Current.CancellationToken).Soon();
        return await CheckCatalogue.All.Single(one => one.Info.Id == check).RunAsync(new CheckContext(settings, visitor, watch), TestContext.Current.CancellationToken).Soon();
    }

    public static void Should(this Finding finding, string level, string says)
    {
        JsonReport.NameOf(finding.Level).ShouldBe(level, finding.Text);
        finding.Text.ShouldContain(says, Case.Sensitive);
    }
}
