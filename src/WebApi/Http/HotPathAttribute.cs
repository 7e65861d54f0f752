using Microsoft.AspNetCore.Http.Metadata;

namespace FeatureFlag.WebApi.Http;

/// <summary>
/// Marks a controller whose routes are called in every request of other services. They are answered straight from
/// routing, without the middlewares for people (authentication, request log, HTTP metrics) and without MVC's invoker: MVC
/// declares and documents them. Actions take the <see cref="HttpContext"/> alone, and the controller, which all requests
/// share, takes singletons. docs/adr has the figures.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HotPathAttribute : Attribute, IDisableHttpMetricsMetadata;
