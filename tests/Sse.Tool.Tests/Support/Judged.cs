using Sse.Tool.Checks;
using Sse.Tool.Reports;

namespace Sse.Tests.Support;

internal static class Judged
{
    public static void Should(string check, string level, string says, Watched watched)
    {
        var finding = CheckCatalogue.All.OfType<Judgement>().Single(one => one.Info.Id == check).Judge(watched);
        JsonReport.NameOf(finding.Level).ShouldBe(level, finding.Text);
        finding.Text.ShouldContain(says, Case.Sensitive);
    }
}
