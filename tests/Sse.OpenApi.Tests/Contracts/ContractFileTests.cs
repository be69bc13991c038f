namespace Sse.Tests.Contracts;

/// <summary>A hub is held to the contract that was approved.</summary>
public class ContractFileTests
{
    [Fact]
    public void The_approved_one_passes() => SseContractFile.Check<MarketHub>("market.contract.json");

    [Fact]
    public void A_missing_one_says_how_to_approve_it()
    {
        using var folder = new TemporaryFolder();
        var message = Should.Throw<SseContractChangedException>(() => SseContractFile.Check<MarketHub>(folder["none.json"])).Message;
        message.ShouldContain("none.json is missing");
        message.ShouldContain("SSE_CONTRACT_UPDATE=1");
        File.Exists(folder["none.json"]).ShouldBeFalse();
    }

    [Fact]
    public void A_change_says_what_it_breaks_and_passes_once_it_is_approved()
    {
        using var folder = new TemporaryFolder();
        const string Before = """{"sse":1,"hub":"H","topics":"optional","events":[{"event":"a","type":"A","schema":true},{"event":"b","type":"B","schema":true}]}""";
        const string After = """{"sse":1,"hub":"H","topics":"optional","events":[{"event":"b","type":"B","schema":true}]}""";
        SseContractFile.Check(Before, folder["h.json"], isUpdate: true);
        SseContractFile.Check(Before, folder["h.json"], isUpdate: false);

        var refused = Should.Throw<SseContractChangedException>(() => SseContractFile.Check(After, folder["h.json"], isUpdate: false));
        refused.Message.ShouldContain("breaks old clients: a is not sent any more");
        refused.Message.ShouldContain("review h.json");
        refused.Changes.ShouldHaveSingleItem().Breaks.ShouldBe(SseContractBreaks.OldClients);

        SseContractFile.Check(After, folder["h.json"], isUpdate: true);
        SseContractFile.Check(After, folder["h.json"], isUpdate: false);
        File.ReadAllText(folder["h.json"]).ShouldEndWith("}\n");
    }

    [Fact]
    public void An_order_that_nobody_minds_is_told_too()
    {
        using var folder = new TemporaryFolder();
        SseContractFile.Check("""{"sse":1,"events":[{"event":"a","schema":true},{"event":"b","schema":true}]}""", folder["h.json"], isUpdate: true);
        Should.Throw<SseContractChangedException>(() => SseContractFile.Check("""{"sse":1,"events":[{"event":"b","schema":true},{"event":"a","schema":true}]}""", folder["h.json"], isUpdate: false))
            .Message.ShouldContain("harmless");
    }

    [Fact]
    public void Its_folder_is_found_under_the_root_that_a_deterministic_build_writes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tests/Market/Tests.cs", "");
        var output = folder["artifacts/bin/Market"];
        SourceFolder.Of(folder["tests/Market/Tests.cs"], output).ShouldBe(folder["tests/Market"]);
        SourceFolder.Of("/_/tests/Market/Tests.cs", output).ShouldBe(folder["tests/Market"]);
        SourceFolder.Of("/_1/tests/Market/Tests.cs", output).ShouldBe(folder["tests/Market"]);
        SourceFolder.Of("/_/nowhere/Tests.cs", output).ShouldBe(output);
    }
}
