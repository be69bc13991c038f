using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sse.Tests.Api;

/// <summary>
/// A change of the public surface shows in review: each package's listing stands beside its project as
/// <c>PublicApi.txt</c>. Run with <c>SNAPSHOT_UPDATE=1</c> to accept a change.
/// </summary>
public class ApprovedApiTests
{
    public static TheoryData<string> Packages => [.. PackagedProjects];

    private static IEnumerable<string> PackagedProjects => Directory.GetFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
        .Where(file => !File.ReadAllText(file).Contains("<IsPackable>false</IsPackable>", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_shows_what_was_approved(string package)
    {
        var approved = Repository.PathOf($"src/{package}/PublicApi.txt");
        var actual = ApiListing.Of(Path.Combine(AppContext.BaseDirectory, $"{package}.dll"));

        if (Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1") File.WriteAllText(approved, actual);

        File.Exists(approved).ShouldBeTrue($"{approved} is missing: run the tests once with SNAPSHOT_UPDATE=1 and review it.");
        actual.ShouldBe(File.ReadAllText(approved).ReplaceLineEndings("\n"), $"{package}'s public API changed: review it, then accept with SNAPSHOT_UPDATE=1.");
    }

    [Fact]
    public void The_listing_notices_a_new_parameter_and_a_lost_nullability()
    {
        var before = ListingOf("#nullable enable\npublic class Box { public string? Read(int at) => null; internal void Hidden() { } }");

        before.ShouldContain("Read");
        before.ShouldNotContain("Hidden");
        ListingOf("#nullable enable\npublic class Box { public string? Read(int at, int to) => null; }").ShouldNotBe(before);
        ListingOf("#nullable enable\npublic class Box { public string Read(int at) => \"\"; }").ShouldNotBe(before);
    }

    private static string ListingOf(string source) => ApiListing.Of(CSharpCompilation.Create("Boxes",
        [CSharpSyntaxTree.ParseText(source)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]).Assembly);
}
