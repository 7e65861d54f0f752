using Microsoft.AspNetCore.Http.Metadata;

namespace FeatureFlag.WebApi.Http;

/// <summary>
/// Marks routes that are called in every request of other services. They are answered straight from routing: the
/// middlewares for people (authentication, logs of requests, HTTP metrics) are not for them.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class HotPathAttribute : Attribute, IDisableHttpMetricsMetadata;
