using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.RegularExpressions;

namespace Sse.Tests.Consumers;

/// <summary>Fresh projects that know nothing but the packages.</summary>
[Collection(nameof(Packages))]
public partial class ConsumerTests(LocalFeed feed)
{
    private const string Web = "Microsoft.NET.Sdk.Web";
    private const string PlainSdk = "Microsoft.NET.Sdk";
    private const string Executable = "<OutputType>Exe</OutputType>";

    private string Runtime => $"""<PackageReference Include="Sse.Runtime" Version="{feed.Version}" />""";

    private string Abstractions => $"""<PackageReference Include="Sse.Abstractions" Version="{feed.Version}" />""";

    private const string PrintsItsFrame = """
        var writer = new SseFrameWriter(stackalloc byte[256]);
        Frames.Write(ref writer, new Greeting("hello", 2));
        Console.Write(System.Text.Encoding.UTF8.GetString(writer.Written));
        writer.Dispose();

        internal static class Frames
        {
            public static void Write<T>(ref SseFrameWriter writer, T value) where T : ISseEvent<T> => T.WriteFrame(ref writer, value);
        }
        """;

    private const string Frame = "event: greeting\ndata: {\"text\":\"hello\",\"times\":2}\n\n";

    [Fact]
    public async Task The_readmes_smallest_program_streams()
    {
        using var consumer = new Consumer(feed);
        var program = ReadmeProgram().Match(File.ReadAllText(Repository.PathOf("README.md"))).Groups["program"].Value;
        program.ShouldContain("#:package Sse.Runtime@0.1.0");
        consumer.File("app.cs", program.Replace("Sse.Runtime@0.1.0", $"Sse.Runtime@{feed.Version}", StringComparison.Ordinal));

        var start = Command.StartInfo(consumer.PathOf("."), "dotnet", ["run", "app.cs", "--", "--urls", "http://127.0.0.1:0"]);
        using var process = Process.Start(start)!;
        try
        {
            var cancellation = TestContext.Current.CancellationToken;
            var log = new List<string>();
            while (Listening().Match(log.LastOrDefault() ?? "") is { Success: false })
                log.Add(await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromMinutes(4), cancellation)
                    ?? throw new InvalidOperationException(string.Join('\n', log) + await process.StandardError.ReadToEndAsync(cancellation)));

            using var client = new HttpClient();
            await using var stream = await client.GetStreamAsync(new Uri($"{Listening().Match(log[^1]).Value}/sse"), cancellation);
            var first = await SseParser.Create(stream).EnumerateAsync(cancellation).FirstAsync(cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), cancellation);
            first.EventType.ShouldBe("timestamp");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public async Task Endpoints_compile_beside_the_generator_of_ASP_NET_Core_or_say_what_to_write()
    {
        using var consumer = new Consumer(feed).Project("App", Web, Runtime, "<EnableRequestDelegateGenerator>true</EnableRequestDelegateGenerator>");
        consumer.File("App/Program.cs", Endpoints("", "", "", "", ""));
        var wrong = await consumer.Build("App");
        wrong.Output.Split('\n').Where(line => line.Contains("Program.cs(", StringComparison.Ordinal) && line.Contains("error SSE0117", StringComparison.Ordinal)).Distinct().Count().ShouldBe(4, wrong.Output);
        wrong.Output.Split('\n').Where(line => line.Contains("Program.cs(", StringComparison.Ordinal) && line.Contains(" SSE0118", StringComparison.Ordinal)).Distinct().Count().ShouldBe(1, wrong.Output);

        consumer.File("App/Program.cs", Endpoints("void ", "SsePosition ", "Ok<int> ", "Task<SsePosition> ", ", o => o.TopicsArePublic = true"));
        (await consumer.Build("App")).ShouldSucceed().Output.ShouldNotContain("SSE0118");

        static string Endpoints(string a, string b, string c, string d, string options) => $$"""
            using Microsoft.AspNetCore.Http.HttpResults;
            using Sse;
            var builder = WebApplication.CreateSlimBuilder(args);
            builder.Services.AddSse().AddHub<OrderHub>();
            var app = builder.Build();
            app.MapPost("/a", {{a}}(OrderHub hub) => hub.Topic("a").Publish(new OrderPaid(1)));
            app.MapPost("/b", {{b}}(OrderHub hub) => hub.Position);
            app.MapPost("/c", {{c}}(OrderHub hub) => TypedResults.Ok(hub.SubscriberCount));
            app.MapPost("/d", async {{d}}(OrderHub hub) => await hub.PublishAsync(new OrderPaid(1)));
            app.MapPost("/e", (OrderHub hub) => { hub.Topic("a").Publish(new OrderPaid(1)); });
            app.MapSse<OrderHub>("/orders/{topic}"{{options}});
            app.Run();

            [SseEvent("paid")] internal partial record OrderPaid(int Id);
            [SseHub(typeof(OrderPaid))] internal sealed partial class OrderHub;
            """;
    }

    [Fact]
    public async Task The_generator_reaches_a_project_that_references_the_runtime_alone()
    {
        using var consumer = new Consumer(feed)
            .Project("App", Web, Runtime)
            .File("App/Program.cs", $$"""
                using Sse;
                var app = WebApplication.CreateSlimBuilder(args).Build();
                app.MapGet("/sse", () => SseResults.Stream((stream, ct) => stream.PublishAsync(new Greeting("hello", 2), ct).AsTask()));
                {{PrintsItsFrame}}
                [SseEvent("greeting")] internal partial record Greeting(string Text, int Times);
                """);

        (await consumer.Run("App")).ShouldSucceed().Output.ReplaceLineEndings("\n").ShouldContain(Frame);
    }

    [Fact]
    public async Task An_event_of_a_contracts_library_is_published_by_the_application()
    {
        using var consumer = new Consumer(feed)
            .Project("Contracts", PlainSdk, Abstractions)
            .File("Contracts/Greeting.cs", """
                namespace Contracts;
                [Sse.SseEvent("greeting")] public partial record Greeting(string Text, int Times);
                """)
            .Project("App", Web, Runtime + """<ProjectReference Include="../Contracts/Contracts.csproj" />""")
            .File("App/Program.cs", "using Sse;\nusing Contracts;\n" + PrintsItsFrame);

        (await consumer.Run("App")).ShouldSucceed().Output.ReplaceLineEndings("\n").ShouldContain(Frame);
        Directory.GetFiles(consumer.PathOf("Contracts/bin"), "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldNotContain("Sse.Runtime.dll");
    }

    [Fact]
    public async Task Older_language_settings_are_enough()
    {
        using var consumer = new Consumer(feed)
            .Project("App", PlainSdk, Abstractions, $"{Executable}<ImplicitUsings>disable</ImplicitUsings><Nullable>disable</Nullable><LangVersion>13</LangVersion>")
            .File("App/Program.cs", $"using System;\nusing Sse;\n{PrintsItsFrame}\n[SseEvent] internal partial record Greeting(string Text, int Times);");

        (await consumer.Run("App")).ShouldSucceed().Output.ReplaceLineEndings("\n").ShouldContain(Frame);
    }

    [Fact]
    public async Task A_namespace_of_the_users_own_may_end_in_our_name()
    {
        using var consumer = new Consumer(feed)
            .Project("App", PlainSdk, Abstractions, Executable)
            .File("App/Greeting.cs", """
                namespace Acme.Sse
                {
                    using global::Sse;
                    [SseEvent] internal partial record Greeting(string Text, int Times);
                }
                namespace Acme
                {
                    [global::Sse.SseEvent] internal partial record Outer(string Text, Acme.Sse.Greeting Inner);
                }
                """)
            .File("App/Program.cs", "using global::Sse;\nusing Acme.Sse;\n" + PrintsItsFrame);

        (await consumer.Run("App")).ShouldSucceed().Output.ReplaceLineEndings("\n").ShouldContain(Frame);
    }

    [Fact]
    public async Task The_analyzer_of_the_package_speaks_once()
    {
        using var consumer = new Consumer(feed)
            .Project("App", PlainSdk, Abstractions, Executable)
            .File("App/Program.cs", "using Sse;\nConsole.WriteLine(new Greeting(\"\"));\n[SseEvent] internal sealed record Greeting(string Text);");

        var outcome = await consumer.Build("App");

        outcome.ExitCode.ShouldNotBe(0);
        ErrorIds().Matches(outcome.Output).Select(match => match.Value).Distinct().ShouldBe(["error SSE0001"], outcome.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<RunAnalyzers>false</RunAnalyzers>")]
    [InlineData("<RunAnalyzersDuringBuild>false</RunAnalyzersDuringBuild>")]
    public async Task A_refused_event_is_one_clear_error_whether_or_not_analyzers_run(string properties)
    {
        using var consumer = new Consumer(feed)
            .Project("App", PlainSdk, Abstractions, Executable + properties)
            .File("App/Program.cs", "using Sse;\nFrames.Take(new Greeting(typeof(int)));\n[SseEvent] internal partial record Greeting(Type Kind);\ninternal static class Frames { public static void Take<T>(T value) where T : ISseEvent<T> => Console.WriteLine(value); }");

        var outcome = await consumer.Build("App");

        outcome.ExitCode.ShouldNotBe(0);
        var errors = outcome.Output.ReplaceLineEndings("\n").Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct();
        var error = errors.ShouldHaveSingleItem(outcome.Output);
        error.ShouldContain("Program.cs(3");
        error.ShouldContain("SSE0006");
        error.ShouldContain("'Kind' can't be written as JSON");
        error.ShouldContain("[JsonConverter(typeof(...))]");
    }

    [GeneratedRegex(@"```csharp\n(?<program>#:sdk.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadmeProgram();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    [GeneratedRegex(@"error [A-Z]+\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorIds();
}
