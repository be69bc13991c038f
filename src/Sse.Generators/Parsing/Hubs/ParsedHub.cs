using System.Collections.Immutable;
using Sse.Generators.Models;

namespace Sse.Generators.Parsing;

/// <summary>What a hub's declaration says: the generator takes the model, the analyzer the findings.</summary>
/// <param name="Model">What to generate, or null where no part can be added to the type.</param>
/// <param name="Findings">What to report.</param>
internal sealed record ParsedHub(HubModel? Model, ImmutableArray<Finding> Findings);
