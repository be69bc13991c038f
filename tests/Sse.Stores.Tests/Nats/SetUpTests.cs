using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NATS.Client.Core;
using NATS.Client.JetStream.Models;
using Sse.Nats;

namespace Sse.Tests.Nats;

/// <summary>Streams that are there, or not, or not fit; and logs that are made anew.</summary>
public sealed class SetUpTests(NatsServerFixture server) : IClassFixture<NatsServerFixture>
{
    [Fact]
    public async Task Without_its_streams_a_log_says_how_to_make_them()
    {
        await using var log = new NatsLog(server.Url, "none");
        (await Should.ThrowAsync<SseStoreException>(() => log.Store().OpenAsync())).Message.ShouldContain("SseNats.CreateStreamsAsync(connection, \"none\")");
    }

    [Fact]
    public async Task Streams_are_made_once_however_many_try_and_any_name_will_do()
    {
        string[] names = ["a.b", "a*b", ">", "a b", "%", "a/b", "K\u00f6ln", "a_S", "a", "\\", "$JS.API", "SSE_"];
        var epochs = new List<string>();
        foreach (var name in names)
        {
            await using var log = new NatsLog(server.Url, name);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => log.CreateAsync()));
            var opened = await Task.WhenAll(log.Store().OpenAsync(), log.Store().OpenAsync());
            opened[0].Epoch.ShouldBe(opened[1].Epoch);
            epochs.Add(opened[0].Epoch);
            (await log.Store().AppendAsync(Records.Batch(Records.Event("x"))))[0].ShouldBe(Places.Of(1, 0));
        }
        epochs.ShouldBeUnique();
        epochs.ShouldAllBe(epoch => epoch.Length == 8);
    }

    [Theory]
    [InlineData("max_age")]
    [InlineData("max_msgs")]
    [InlineData("max_bytes")]
    [InlineData("storage")]
    [InlineData("subjects")]
    [InlineData("duplicate window")]
    [InlineData("deny_purge")]
    public async Task A_stream_that_is_not_fit_is_refused_with_the_reason(string what)
    {
        await using var log = new NatsLog(server.Url, "unfit" + what);
        await log.CreateAsync();
        await log.JetStream().DeleteStreamAsync(log.Names.Stream, TestContext.Current.CancellationToken);
        var fit = StreamFitness.Log(log.Names, 1);
        await log.JetStream().CreateStreamAsync(
            what switch
            {
                "max_age" => fit with { MaxAge = TimeSpan.FromDays(1) },
                "max_msgs" => fit with { MaxMsgs = 10 },
                "max_bytes" => fit with { MaxBytes = 1 << 20 },
                "storage" => fit with { Storage = StreamConfigStorage.Memory },
                "subjects" => fit with { Subjects = [log.Names.Subject] },
                "duplicate window" => fit with { DuplicateWindow = TimeSpan.FromSeconds(1) },
                _ => fit with { DenyPurge = true },
            },
            TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<SseStoreException>(() => log.Store().OpenAsync())).Message.ShouldContain(what);
        (await Should.ThrowAsync<SseStoreException>(() => log.CreateAsync())).Message.ShouldContain(log.Names.Stream);
    }

    [Fact]
    public async Task The_streams_of_the_guide_are_fit()
    {
        await using var log = new NatsLog(server.Url, "Guide");
        await using var connection = log.Connect();
        var blocks = File.ReadAllText(Repository.PathOf("docs/guide/nats.md")).Split("```json\n").Skip(1).Select(block => block.Split("```")[0].Replace("MarketHub", "Guide", StringComparison.Ordinal)).ToList();
        blocks.Count.ShouldBe(2);
        foreach (var block in blocks)
        {
            var config = System.Text.Json.Nodes.JsonNode.Parse(block)!;
            config["num_replicas"] = 1;
            var answer = await connection.RequestAsync<string, string>($"$JS.API.STREAM.CREATE.{config["name"]}", config.ToJsonString(), cancellationToken: TestContext.Current.CancellationToken);
            answer.Data!.ShouldNotContain("\"error\"");
        }
        await log.Store().OpenAsync();
        await log.CreateAsync();
    }

    [Fact]
    public async Task A_stream_that_has_the_logs_subjects_is_named_as_the_reason()
    {
        await using var log = new NatsLog(server.Url, "taken");
        await log.JetStream().CreateStreamAsync(new StreamConfig("OTHER", ["sse.taken.>"]), TestContext.Current.CancellationToken);
        var message = (await Should.ThrowAsync<SseStoreException>(() => log.CreateAsync())).Message;
        message.ShouldContain("another stream");
        message.ShouldContain("sse.taken.log");
    }

    [Theory]
    [InlineData("nats://user:s3cret@127.0.0.1:1", "nats://127.0.0.1:1")]
    [InlineData("nats://s3cret@127.0.0.1:1,nats://u:s3cret@127.0.0.1:2", "nats://127.0.0.1:1,nats://127.0.0.1:2")]
    [InlineData("user:s3cret@127.0.0.1:1", "127.0.0.1:1")]
    [InlineData("nats://127.0.0.1:1", "nats://127.0.0.1:1")]
    public async Task Messages_do_not_say_what_opens_the_servers(string url, string shown)
    {
        await using var connection = new NatsConnection(new NatsOpts { Url = url });
        Words.AddressOf(connection).ShouldBe(shown);
        var message = (await Should.ThrowAsync<SseStoreException>(() => SseNats.CreateStreamsAsync(connection, "away", 1, TestContext.Current.CancellationToken))).Message;
        message.ShouldNotContain("s3cret");
        message.ShouldContain(shown);
    }

    [Fact]
    public async Task Events_that_would_not_fit_in_a_message_are_refused_at_the_start()
    {
        await using var log = new NatsLog(server.Url, "size");
        await log.CreateAsync();
        await log.Store(EventSize.Default).OpenAsync();
        (await Should.ThrowAsync<SseStoreException>(() => log.Store(EventSize.Default + 1).OpenAsync())).Message.ShouldContain(EventSize.Default.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_the_hub_admits_fits_unless_the_application_says_otherwise()
    {
        await using var connection = new NatsConnection();
        static int MaxEventBytes(IServiceCollection services) => services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<SseHubOptions>>().Get(typeof(PriceHub).ToString()).MaxEventBytes;
        MaxEventBytes(new ServiceCollection().AddSse().AddHub<PriceHub>().UseNats(connection).Services).ShouldBe(EventSize.Default);
        MaxEventBytes(new ServiceCollection().AddSse().AddHub<PriceHub>(options => options.MaxEventBytes = 1 << 20).UseNats(connection).Services).ShouldBe(1 << 20);
    }

    [Fact]
    public async Task Where_nothing_answers_the_start_says_so()
    {
        await using var log = new NatsLog("nats://127.0.0.1:1", "away");
        (await Should.ThrowAsync<SseStoreException>(() => log.Store().OpenAsync())).Message.ShouldContain("nats://127.0.0.1:1");
    }

    [Fact]
    public async Task A_log_that_is_made_anew_is_another_log()
    {
        await using var log = new NatsLog(server.Url, "anew");
        await log.CreateAsync();
        var store = log.Store();
        var epoch = (await store.OpenAsync()).Epoch;
        var batch = Records.Batch(Records.Event("1"), Records.Completion("t"));
        var place = (await store.AppendAsync(batch))[1];
        await store.AppendAsync(Records.Batch(Records.Event("2")));
        await store.TrimAsync(new StoreTrim { UpTo = place, MaxTopics = 10 }, TestContext.Current.CancellationToken).Bounded();
        await log.JetStream().DeleteStreamAsync(log.Names.Stream, TestContext.Current.CancellationToken);
        await log.CreateAsync();

        await Should.ThrowAsync<SseLogReplacedException>(() => store.TailToEndAsync(new StoredPlace(epoch, 0, null)));
        (await store.GetNewestAsync(TestContext.Current.CancellationToken)).Epoch.ShouldNotBe(epoch);
        var opened = await store.OpenAsync();
        opened.Epoch.ShouldNotBe(epoch);
        (opened.Newest, opened.Topics.Count, opened.Others.Lost).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_place_that_the_log_has_not_or_has_otherwise_is_told()
    {
        await using var log = new NatsLog(server.Url, "places");
        await log.CreateAsync();
        var store = log.Store();
        var epoch = (await store.OpenAsync()).Epoch;
        var batch = Records.Batch(Records.Event("1"), Records.Event("2"));
        var place = (await store.AppendAsync(batch))[1];

        (await store.TailToEndAsync(new StoredPlace(epoch, place, batch.Tag))).ShouldBeEmpty();
        foreach (var other in (StoredPlace[])[new("aaaaaaaa", place, batch.Tag), new(epoch, place, "zzzzzz"), new(epoch, place + 1, batch.Tag), new(epoch, Places.Of(2, 0), batch.Tag)])
            await Should.ThrowAsync<SseLogReplacedException>(() => store.TailToEndAsync(other));
    }
}
