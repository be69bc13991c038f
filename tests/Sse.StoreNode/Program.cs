using Sse.StoreNode;

if (args[0] == "postgres")
{
    await OutboxNode.RunAsync(args[1]);
    return;
}

if (args[0] == "chaos")
{
    await ChaosNode.RunAsync(args[1], args[2], args[3], int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture));
    return;
}

// sqlite FILE FIRST PUBLISHERS: publishes numbers from FIRST on, and writes each to standard output once it is stored.
var (file, first, publishers) = (args[1], int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture));
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddSse().AddHub<NumberHub>(static o => (o.Retention.MaxEvents, o.Retention.MaxBytes) = (10_000_000, 1L << 32)).UseSqlite(file);
var app = builder.Build();
app.MapSse<NumberHub>("/numbers");
await app.StartAsync();

var hub = app.Services.GetRequiredService<NumberHub>();
var next = first - 1;
await Task.WhenAll(Enumerable.Range(0, publishers).Select(async publisher =>
{
    while (true)
    {
        var number = Interlocked.Increment(ref next);
        await hub.PublishAsync(new Number(number, publisher));
        Console.WriteLine(number);
    }
}));
