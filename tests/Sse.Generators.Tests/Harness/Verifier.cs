using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Sse.Tests.Harness;

/// <summary>
/// Snapshots in Verify's conventions: its call shape, its file names, its first line. Set SNAPSHOT_UPDATE=1 to accept.
/// </summary>
internal static class Verifier
{
    public static SnapshotTask Verify(GeneratorDriver driver, [CallerFilePath] string file = "", [CallerMemberName] string method = "") => new(
        driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources)
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString()),
        Path.GetFileName(Path.GetDirectoryName(file))!,
        $"{Path.GetFileNameWithoutExtension(file)}.{method}");

    internal sealed class SnapshotTask(IReadOnlyDictionary<string, string> sources, string folder, string prefix)
    {
        private string _directory = Path.Combine(Paths.Project, folder);

        public SnapshotTask UseDirectory(string directory)
        {
            _directory = Path.Combine(Paths.Project, folder, directory);
            return this;
        }

        /// <summary>Compares against another project folder, and never accepts: for the harness' own tests.</summary>
        public IReadOnlyList<string> Compare(string directory, bool isAccepted)
        {
            Directory.CreateDirectory(directory);
            var expected = sources.ToDictionary(
                source => Path.Combine(directory, $"{prefix}#{Path.GetFileNameWithoutExtension(source.Key)}.verified.cs"),
                source => $"//HintName: {source.Key}\n{source.Value}");
            var differences = new List<string>();
            foreach (var (path, text) in expected)
            {
                if (File.Exists(path) && File.ReadAllText(path) == text) continue;
                differences.Add($"{(File.Exists(path) ? "changed" : "new")}: {Path.GetFileName(path)}");
                File.WriteAllText(isAccepted ? path : path.Replace(".verified.", ".received.", StringComparison.Ordinal), text);
            }
            foreach (var stale in Directory.EnumerateFiles(directory, $"{prefix}#*.verified.cs").Except(expected.Keys))
            {
                differences.Add($"stale: {Path.GetFileName(stale)}");
                if (isAccepted) File.Delete(stale);
            }
            return differences;
        }

        public TaskAwaiter GetAwaiter()
        {
            var isAccepted = Environment.GetEnvironmentVariable("SNAPSHOT_UPDATE") == "1";
            var differences = Compare(_directory, isAccepted);
            return (isAccepted || differences.Count == 0
                ? Task.CompletedTask
                : Task.FromException(new InvalidOperationException(string.Join('\n', differences)))).GetAwaiter();
        }
    }
}
