namespace Sse.Tests.Consumers;

/// <summary>The test kit in fresh projects of the usual test frameworks.</summary>
[Collection(nameof(Packages))]
public class TestFrameworkTests(LocalFeed feed)
{
    public static TheoryData<string, string, string, string, string> Frameworks => new()
    {
        { "xunit", """<PackageReference Include="xunit.v3" Version="3.2.2" /><Using Include="Xunit" />""", "", "", "[Fact]" },
        { "NUnit", """<PackageReference Include="NUnit" Version="4.6.1" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.0" /><Using Include="NUnit.Framework" />""",
            "<EnableNUnitRunner>true</EnableNUnitRunner>", "[assembly: Parallelizable(ParallelScope.All)]", "[Test]" },
        { "MSTest", """<PackageReference Include="MSTest" Version="3.11.1" /><Using Include="Microsoft.VisualStudio.TestTools.UnitTesting" />""",
            "<EnableMSTestRunner>true</EnableMSTestRunner>", "[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]", "[TestMethod]" },
    };

    [Theory]
    [MemberData(nameof(Frameworks))]
    public async Task Tests_of_an_application_pass_and_fail(string name, string references, string properties, string assembly, string test)
    {
        using var consumer = new Consumer(feed)
            .Project("App", "Microsoft.NET.Sdk.Web", $"""<PackageReference Include="Sse.Runtime" Version="{feed.Version}" />""")
            .File("App/Program.cs", """
                using Orders;
                using Sse;
                var builder = WebApplication.CreateBuilder(args);
                builder.Logging.ClearProviders();
                builder.Services.AddSse().AddHub<OrderHub>();
                var app = builder.Build();
                app.MapSse<OrderHub>("/orders/{topic}", o => o.TopicsArePublic = true);
                app.MapPost("/orders/{id}/pay", void (int id, OrderHub hub) => hub.Topic($"{id}").Publish(new OrderPaid(id)));
                app.Run();

                namespace Orders
                {
                    [SseEvent] public partial record OrderPaid(int Id);
                    [SseHub(typeof(OrderPaid))] public sealed partial class OrderHub;
                }
                """)
            .Project("Tests", "Microsoft.NET.Sdk", $"""
                <PackageReference Include="Sse.Testing" Version="{feed.Version}" />
                <ProjectReference Include="../App/App.csproj" />
                {references}
                """, $"<OutputType>Exe</OutputType><AnalysisMode>Default</AnalysisMode><IsTestProject>true</IsTestProject>{properties}")
            .File("Tests/OrderTests.cs", $$"""
                using Microsoft.AspNetCore.Mvc.Testing;
                using Orders;
                using Sse.Testing;
                {{assembly}}
                {{(name == "MSTest" ? "[TestClass]" : "")}}
                public class OrderTests
                {
                    {{test}} public Task Paid_1() => Paid(1, 1);
                    {{test}} public Task Paid_2() => Paid(2, 2);
                    {{test}} public Task Paid_3() => Paid(3, 3);
                    {{test}} public Task Wrong() => Paid(4, 5);

                    private static async Task Paid(int id, int expected)
                    {
                        await using var app = new WebApplicationFactory<OrderHub>().WithSse();
                        var stream = await app.Subscribe<OrderHub>($"/orders/{id}", user: "alice");
                        (await app.Post($"/orders/{id}/pay")).Dispose();
                        await stream.Exactly(new OrderPaid(expected));
                    }
                }
                """);

        var outcome = await consumer.Run("Tests");

        outcome.ExitCode.ShouldNotBe(0);
        outcome.Output.ShouldContain("Event 1 of 1 was expected to be OrderPaid { Id = 5 }. There came: order-paid of '4' {\"id\":4}", customMessage: outcome.Output);
        outcome.Output.ShouldMatch(@"(?i)total:\s*4", outcome.Output);
        outcome.Output.ShouldMatch(@"(?i)failed:\s*1", outcome.Output);
    }
}
